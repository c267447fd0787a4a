import type { Source } from '../source.ts';
import { createSource, type SourceInput } from '../source/create-source.ts';

/** Headings, terms, causes, contrasts, a date and a person: enough for a few statements of each kind. */
const gardenText = `# A School Garden

A school garden is a piece of land on which pupils grow plants as a part of their lessons. Pupils learn there how food is made, because they see every step from the seed to the plate.

## Soil and Compost

Soil is a mixture of minerals, water, air and the remains of living things. Compost is a dark material that forms when microbes break down leaves and kitchen scraps. Gardeners add compost because it feeds the soil and holds water. Sandy soil dries quickly, whereas clay soil stays wet for days.

## Water and Mulch

Mulch is a layer of straw or bark that covers the soil around plants. Mulched beds need less water because the sun cannot dry the soil beneath. If a bed lies bare in summer, its upper soil turns to dust. Watering in the early morning wastes little water, and the leaves dry before night.

## Pollinators

A pollinator is an animal that carries pollen from one flower to another. Bees, flies and beetles pollinate most garden crops. Karl von Frisch described the dance of honey bees in 1927. Unlike honey bees, bumblebees fly in cold and rainy weather.
`;

/** A source about a school garden, or of what the overrides say. */
export const buildSource = (overrides: Partial<SourceInput> = {}): Source =>
  createSource({ text: gardenText, ...overrides });

const subjects = [
  'river',
  'forest',
  'harbor',
  'market',
  'library',
  'railway',
  'festival',
  'museum',
  'orchard',
];
const verbs = ['supports', 'changes', 'connects', 'feeds', 'protects', 'surprises', 'serves'];
const objects = [
  'villages',
  'travelers',
  'traders',
  'scholars',
  'families',
  'farmers',
  'visitors',
  'builders',
];
const reasons = ['its paths are short', 'its keepers are patient', 'the valley is mild', 'prices are fair'];

const syllables = [
  'bar',
  'del',
  'fin',
  'gor',
  'han',
  'kel',
  'lum',
  'mor',
  'nes',
  'pir',
  'ros',
  'tal',
  'ven',
  'wil',
];

/** One of 2744 invented places, so that a long text has a vocabulary like a real one. */
const nameOf = (index: number) => {
  const pick = (step: number) => syllables[Math.floor((index * 31) / step) % syllables.length] ?? '';
  const name = pick(1) + pick(syllables.length) + pick(syllables.length ** 2);
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** Prose of about `characters` characters, with a heading for every `sectionSentences` sentences; the same at every call. */
export function buildLongText(characters: number, sectionSentences = 40): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < characters; index += 1) {
    const at = (items: string[], step: number) => items[Math.floor(index / step) % items.length];
    const heading =
      index % sectionSentences === 0
        ? `\n\n## The ${at(subjects, sectionSentences)} of part ${index / sectionSentences + 1}\n\n`
        : '';
    const sentence = `The ${at(subjects, 1)} of ${nameOf(index)} ${at(verbs, 2)} the ${at(objects, 3)} of ${nameOf(index * 7 + 3)} because ${at(reasons, 5)}.`;
    const gap = index % 5 === 4 ? '\n\n' : ' ';
    parts.push(heading, sentence, gap);
    length += heading.length + sentence.length + gap.length;
  }
  return parts.join('').trim().slice(0, characters);
}
