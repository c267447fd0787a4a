import type { WritingContext } from './writing-context.ts';
import type { Glue } from './language/glue.ts';
import { cleanHeading, clipped } from './phrases.ts';

const minTitleCharacters = 10;
const maxTitleCharacters = 200;

/** The source's title, fit for a page: with the kind's name in front; for an outline only where it is too short. */
export function titleOf(context: WritingContext, kind: keyof Glue['titles']): string {
  const title = cleanHeading(context.source.title) || context.source.title;
  const isEnough = kind === 'outline' && title.length >= minTitleCharacters;
  return clipped(isEnough ? title : context.glue.titles[kind](title), maxTitleCharacters);
}
