import type { Outline } from './schemas.ts';

/** Labels of the parts around the outline's sections; the contract fixes them. */
export const introduction = 'Introduction';
export const closing = 'Closing';

/** The sections of a script, in their order: those of the outline between introduction and closing, each title once. */
export const scriptSections = ({ sections }: Pick<Outline, 'sections'>): string[] => [
  ...new Set([introduction, ...sections.map(({ title }) => title), closing]),
];
