/** Texts to put in the place of what a source says. */
export const foreignTexts = {
  de: 'Der Boden ist eine Mischung aus vielen kleinen Teilen, die durch Wasser und Luft verbunden sind. Die Pflanzen nehmen daraus auf, was sie zum Wachsen brauchen, und geben der Erde später etwas zurück. Wer einen Garten pflegt, achtet deshalb darauf, dass nichts davon verloren geht.',
  fr: 'Le sol est un mélange de petites particules que relient l’eau et l’air. Les plantes y prennent ce dont elles ont besoin pour grandir, et rendent ensuite quelque chose à la terre. Celui qui soigne un jardin veille donc à ce que rien ne se perde.',
};

export const inventedFacts =
  'In 1847 Professor Alma Brandvik of Tromsø counted 63,417 violet quillaberries on Mount Oskelund. The Varnholt Institute awarded her 2.9 million kroner for the discovery in 1853. Seventeen rival expeditions led by Captain Ruprecht Zoltan failed within 88 days.';

export const unrelatedWords =
  'Lantern gravel oblique seven marmalade trombone under sideways hopeful anvil. Purple ledger sneezes quickly toward carousel pepper beneath the stubborn violin. Umbrella parliament noodles whisper brass eleven pillows across thunder.';

/** Gives texts of about so many characters, at most a word less, by saying one text over and over. */
export const filler =
  (text: string) =>
  (characters: number): string =>
    cut(`${text} `.repeat(Math.ceil(characters / (text.length + 1)) || 1), characters);

/**
 * The same, but each sentence that comes again has another made-up word in its middle, through all texts of one filler: who
 * looks for loops must not find one.
 */
export function varyingFiller(text: string): (characters: number) => string {
  const sentences = text.split(/(?<=[.!?]) /);
  let said = 0;
  const next = () => {
    const words = (sentences[said % sentences.length] ?? '').split(' ');
    // Every six words, so that no longer run is the same twice.
    const varied = words.map((word, index) => (index % 6 === 3 ? `${word} ${madeUpWord(said)}` : word));
    said += 1;
    return varied.join(' ');
  };
  return (characters) => {
    const parts: string[] = [];
    for (let length = 0; length < characters; length += (parts.at(-1)?.length ?? 0) + 1) parts.push(next());
    return cut(parts.join(' '), characters);
  };
}

const syllables = [
  'ba',
  'du',
  'fi',
  'go',
  'ke',
  'lo',
  'mi',
  'nu',
  'pa',
  'ro',
  'sa',
  'tu',
  've',
  'wo',
  'xi',
  'zo',
];

/** One of 4096. */
const madeUpWord = (index: number) =>
  [1, 16, 256].map((step) => syllables[Math.floor(index / step) % syllables.length]).join('');

function cut(text: string, characters: number): string {
  const short = text.slice(0, characters);
  const whole = short.length > 30 ? short.slice(0, short.lastIndexOf(' ')) : short.slice(0, -1);
  return `${whole.trim().replace(/[.,]$/, '')}.`;
}
