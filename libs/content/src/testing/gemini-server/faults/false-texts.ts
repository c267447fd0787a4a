/** Texts to put in the place of what a source says. */
export const foreignTexts = {
  de: 'Der Boden ist eine Mischung aus vielen kleinen Teilen, die durch Wasser und Luft verbunden sind. Die Pflanzen nehmen daraus auf, was sie zum Wachsen brauchen, und geben der Erde später etwas zurück. Wer einen Garten pflegt, achtet deshalb darauf, dass nichts davon verloren geht.',
  fr: 'Le sol est un mélange de petites particules que relient l’eau et l’air. Les plantes y prennent ce dont elles ont besoin pour grandir, et rendent ensuite quelque chose à la terre. Celui qui soigne un jardin veille donc à ce que rien ne se perde.',
};

export const inventedFacts =
  'In 1847 Professor Alma Brandvik of Tromsø counted 63,417 violet quillaberries on Mount Oskelund. The Varnholt Institute awarded her 2.9 million kroner for the discovery in 1853. Seventeen rival expeditions led by Captain Ruprecht Zoltan failed within 88 days.';

export const unrelatedWords =
  'Lantern gravel oblique seven marmalade trombone under sideways hopeful anvil. Purple ledger sneezes quickly toward carousel pepper beneath the stubborn violin. Umbrella parliament noodles whisper brass eleven pillows across thunder.';

/** Gives texts of about so many characters, at most a word less, by saying a text over and over. */
export const filler =
  (text: string) =>
  (characters: number): string => {
    const cut = `${text} `.repeat(Math.ceil(characters / (text.length + 1)) || 1).slice(0, characters);
    const whole = cut.length > 30 ? cut.slice(0, cut.lastIndexOf(' ')) : cut.slice(0, -1);
    return `${whole.trim().replace(/[.,]$/, '')}.`;
  };
