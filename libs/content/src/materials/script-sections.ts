import type { Outline } from './schemas.ts';

/** Labels of the parts around the outline's sections; the contract fixes them. */
export const introduction = 'Introduction';
export const closing = 'Closing';

/**
 * The sections of a script, in their order: those of the outline between introduction and closing, each title once. A section
 * of the outline that is titled like one of these two is told in it.
 */
export const scriptSections = ({ sections }: Pick<Outline, 'sections'>): string[] => {
  const titles = sections
    .map(({ title }) => title)
    .filter((title) => title !== introduction && title !== closing);
  return [introduction, ...new Set(titles), closing];
};
