import type { Script } from '../script.ts';

const lines = [
  'Welcome back. Today we look at how plants make sugar out of light, water and air.',
  'Out of air? That sounds like a trick.',
  'It is chemistry. Carbon dioxide comes in through small openings in the leaf.',
  'And where does the energy come from?',
  'From light. A green pigment called chlorophyll takes it up.',
];

/** A script of so many turns by two speakers, `perSection` turns a section; every text is different. */
export function scriptOf(turns: number, overrides: Partial<Script> & { perSection?: number } = {}): Script {
  const { perSection = 4, ...rest } = overrides;
  return {
    title: 'How plants eat',
    language: 'en',
    turns: Array.from({ length: turns }, (_, index) => ({
      speaker: index % 2 === 0 ? 'Alex' : 'Sam',
      text: `${lines[index % lines.length]} That was point ${index + 1}.`,
      section: `Part ${Math.floor(index / perSection) + 1}`,
    })),
    ...rest,
  };
}
