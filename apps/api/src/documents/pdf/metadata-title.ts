/** Programs name a document after its file, or not at all. */
const noTitle =
  /^(?:untitled|unbenannt|sin título|documento?|document\d*|title|slide \d+|presentation\d*|.*\.(?:docx?|pdf|tex|dvi|indd|pptx?|odt|rtf|qxd|ps|html?|txt|pmd))$/i;

/** The title that a PDF gives itself, if a person wrote it. */
export function metadataTitle(information: object): string | undefined {
  const title = 'Title' in information && typeof information.Title === 'string' ? information.Title : '';
  const said = title
    .slice(0, 1000)
    .replace(/^Microsoft (?:Word|PowerPoint) - /, '')
    .trim();
  const isSane = /\p{L}{2}/u.test(said) && !said.includes('\ufffd') && !noTitle.test(said);
  return isSane ? said : undefined;
}
