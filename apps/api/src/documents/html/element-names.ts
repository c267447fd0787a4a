/** Elements without content, which nothing closes. */
export const voidElements: ReadonlySet<string> = new Set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
);

/** What is no part of a text: programs, forms, ways to other pages, pictures, second readings of a word. */
export const droppedElements: ReadonlySet<string> = new Set(
  [
    'script style noscript template svg nav footer aside form iframe',
    'annotation audio button canvas datalist object rp rt select textarea video',
  ]
    .join(' ')
    .split(' '),
);

/** Elements that begin and end on a line of their own. */
export const blockElements: ReadonlySet<string> = new Set(
  [
    'address article blockquote body caption center dd details dialog dir div dl dt fieldset figcaption',
    'figure header hgroup hr html legend li main menu ol optgroup option p pre search section summary ul',
  ]
    .join(' ')
    .split(' '),
);

const paragraph = new Set(['p']);
const item = new Set(['li', 'p']);
const description = new Set(['dd', 'dt', 'p']);
const cell = new Set(['td', 'th', 'p']);
const row = new Set(['tr', ...cell]);
const rows = new Set(['thead', 'tbody', 'tfoot', ...row]);

/** What an element that opens closes, as long as that is innermost: who writes HTML may leave out those ends. */
const impliedEnds = new Map<string, ReadonlySet<string>>([
  ...[...blockElements, 'table', 'form', 'nav', 'aside', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(
    (name): [string, ReadonlySet<string>] => [name, paragraph],
  ),
  ['li', item],
  ['dd', description],
  ['dt', description],
  ['td', cell],
  ['th', cell],
  ['tr', row],
  ['thead', rows],
  ['tbody', rows],
  ['tfoot', rows],
]);

export const endsImpliedBy = (name: string): ReadonlySet<string> | undefined => impliedEnds.get(name);
