/** The passages of a small source, as prompts have them: numbered from 1, further lines indented. */
export const gardenPassages = [
  '# A School Garden',
  'A school garden is a piece of land on which pupils grow plants as a part of their lessons. Pupils learn there how food is made, because they see every step from the seed to the plate.',
  '## Soil and Compost',
  'Soil is a mixture of minerals, water, air and the remains of living things. Compost is a dark material that forms when\nmicrobes break down leaves and kitchen scraps. Gardeners add compost because it feeds the soil and holds water.',
  '## Water and Mulch',
  'Mulch is a layer of straw or bark that covers the soil around plants. Mulched beds need less water because the sun cannot dry the soil beneath. If a bed lies bare in summer, its upper soil turns to dust.',
  'Watering in the early morning wastes little water, and the leaves dry before night. Clay soil stays wet for 3 to 5 days.',
  '## Pollinators',
  'A pollinator is an animal that carries pollen from one flower to another. Karl von Frisch described the dance of honey bees in 1927. Unlike honey bees, bumblebees fly in cold and rainy weather.',
];

const delimiter = '0123456789abcdef';

/** What comes before the task: the passages between their delimiters. */
export const sharedOf = (passages: readonly string[]): string =>
  [
    `<<<SOURCE ${delimiter}>>>`,
    ...passages.map((text, index) => `[${index + 1}] ${text.replaceAll('\n', '\n  ')}`),
    `<<<END SOURCE ${delimiter}>>>`,
  ].join('\n');

const cited = {
  type: 'array',
  items: { type: 'integer' },
  description: 'numbers of the passages that support this',
};

const object = (properties: Record<string, object>): Record<string, unknown> => ({
  ...{ type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
});

export const flashcardsSchema = object({
  items: {
    type: 'array',
    description: '4–8 items',
    items: object({
      term: { type: 'string', description: '2–100 characters' },
      definition: { type: 'string', description: '10–500 characters' },
      difficulty: { type: 'string', enum: ['easy', 'medium', 'hard'] },
      passages: cited,
    }),
  },
});

export const onePagerSchema = object({
  title: { type: 'string', description: '10–200 characters' },
  summary: { type: 'string', description: '100–500 characters' },
  summaryPassages: cited,
  takeaways: {
    type: 'array',
    description: '3–7 items',
    items: object({ text: { type: 'string', description: '20–500 characters' }, passages: cited }),
  },
});

export const sections = ['Introduction', 'Soil and Compost', 'Water and Mulch', 'Pollinators', 'Closing'];

export const scriptSchema = object({
  turns: {
    type: 'array',
    description: 'at least 2 items',
    items: object({
      speaker: { type: 'string' },
      text: { type: 'string' },
      section: { type: 'string', enum: sections },
      passages: cited,
    }),
  },
});

export const questionsSchema = object({
  questions: {
    type: 'array',
    description: '5–15 items',
    items: object({
      question: { type: 'string', description: '15–300 characters, ending in a question mark' },
      kind: { type: 'string', enum: ['recall', 'understanding', 'analysis'] },
      passages: cited,
    }),
  },
});
