/** Narrows the list of findings. Without it all are shown, and the form stays hidden. */
export const filterScript = `
const form = document.getElementById('filter');
const shown = document.getElementById('shown');
const findings = [...document.querySelectorAll('.finding')].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
}));
function filter() {
  const choice = new FormData(form);
  const words = choice.get('text').toLowerCase().split(/\\s+/).filter(Boolean);
  const severities = choice.getAll('severity');
  let count = 0;
  for (const { element, text } of findings) {
    const { rule, severity } = element.dataset;
    const isShown =
      (choice.get('rule') === '' || choice.get('rule') === rule) &&
      severities.includes(severity) &&
      words.every((word) => text.includes(word));
    element.hidden = !isShown;
    if (isShown) count++;
  }
  shown.textContent = count + ' of ' + findings.length + ' shown';
}
if (form) {
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  filter();
}
`;
