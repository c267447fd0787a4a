/** The page's looks: by the reader's choice light or dark, readable without either. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f5f7f9; --text: #1b2028; --muted: #56606c; --line: #d3d9e0;
  --link: #0b5cad; --good: #1a7136; --fair: #875200; --poor: #b3261e; --mark: #ffe9e6;
  --real: #2f8f4e; --weak: #b07d0c; --hollow: #cf3f35; --placeholder: #8a6fc0; --skipped: #7d8997;
  --series-1: #0b5cad; --series-2: #b8500a; --series-3: #6f42c1; --series-4: #1a7136;
  --series-5: #b42367; --series-6: #00727a; --series-7: #7a5b00; --series-8: #56606c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1d2229; --text: #e7eaee; --muted: #a2acb8; --line: #39414c;
    --link: #82b9ff; --good: #62d08a; --fair: #e8b94c; --poor: #ff8d83; --mark: #47201f;
    --real: #3fa564; --weak: #d8a53a; --hollow: #e2584e; --placeholder: #a18be0; --skipped: #7c8794;
    --series-1: #82b9ff; --series-2: #ffa566; --series-3: #c3a2ff; --series-4: #62d08a;
    --series-5: #ff8fc4; --series-6: #4fd0d8; --series-7: #e8d04c; --series-8: #a2acb8;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, nav, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible, input:focus-visible, select:focus-visible,
button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .75rem; background: var(--page); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 0; padding: 0; list-style: none; }
.muted { color: var(--muted); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; }
.tile { padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.tile dt { color: var(--muted); font-size: .85rem; }
.tile dd { margin: 0; font-size: 1.5rem; font-weight: 600; }
.tile dd + dd { font-size: .85rem; font-weight: 400; color: var(--muted); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-size: .85rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: var(--good); } .fair { color: var(--fair); } .poor { color: var(--poor); }
.matrix { table-layout: fixed; min-width: 40rem; }
.matrix th:first-child { width: 46%; overflow-wrap: anywhere; }
.cell details { margin: 0; }
.cell ul { margin: .25rem 0; padding-left: 1.1rem; font-size: .85rem; }
.bar { display: flex; height: .75rem; border-radius: .375rem; overflow: hidden; background: var(--line); gap: 1px; }
.bar i { display: block; min-width: 2px; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; padding: 0; list-style: none; }
.swatch { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; border-radius: .2rem; }
.real { background: var(--real); } .weak { background: var(--weak); } .hollow { background: var(--hollow); }
.placeholder { background: var(--placeholder); } .skipped { background: var(--skipped); }
code, pre { font: .85rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.place { color: var(--muted); overflow-wrap: anywhere; }
details { margin: .5rem 0; }
summary { cursor: pointer; }
form { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
form[hidden] { display: none; }
form label { display: grid; gap: .15rem; font-size: .85rem; color: var(--muted); }
fieldset { display: flex; gap: 1rem; margin: 0; padding: 0; border: 0; }
fieldset label { display: flex; align-items: center; gap: .3rem; color: var(--text); min-height: 2rem; }
input[type=search], select { min-height: 2rem; padding: .2rem .5rem; border: 1px solid var(--muted); border-radius: .3rem; background: var(--page); color: var(--text); font: inherit; }
.findings { margin: 0; padding: 0; list-style: none; }
.finding { margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left: .3rem solid var(--muted); border-radius: .4rem; }
.finding[hidden] { display: none; }
.finding.error { border-left-color: var(--poor); } .finding.warning { border-left-color: var(--fair); }
.finding.information { border-left-color: var(--link); }
.finding p { margin: .15rem 0; }
.severity { font-weight: 700; }
.error .severity { color: var(--poor); } .warning .severity { color: var(--fair); }
.information .severity { color: var(--link); }
.title { font-weight: 600; overflow-wrap: anywhere; }
pre { margin: .5rem 0 0; padding: .5rem 0; overflow-x: auto; border-radius: .3rem; background: var(--card); }
pre span { display: block; width: max-content; min-width: 100%; padding: 0 .75rem; }
pre .marked { background: var(--mark); }
pre mark { background: none; color: inherit; text-decoration: underline wavy var(--poor); text-underline-offset: .2em; }
pre b { display: inline-block; min-width: 3ch; margin-right: 1rem; color: var(--muted); font-weight: 400; text-align: right; user-select: none; }
.chart { display: block; width: 100%; min-width: 34rem; max-width: 60rem; height: auto; }
.chart text { fill: var(--muted); font-size: 12px; }
.chart .grid { stroke: var(--line); }
.chart .series { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
footer { margin-top: 3rem; padding-bottom: 2rem; color: var(--muted); }
@media print { form, nav, .skip { display: none; } }
`;
