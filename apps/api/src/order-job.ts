import type { Voice } from '@la-factoria/audio';
import { createSource, materialKinds } from '@la-factoria/content';
import type { JobOrder } from '@la-factoria/job';

import { Problem } from './http/problem.ts';
import type { JobOptions, ProductionRequest } from './job-request.ts';

/** What is asked for, whichever way the text came. */
export interface GivenOrder {
  text: string;
  title?: string | undefined;
  options: JobOptions;
  /** Stands for the request as it was sent: the same one again gives the same job. */
  bodyHash: () => string;
}

/**
 * Turns a valid request into the order of a job. Throws `source-invalid` for a text that can't be worked with, and
 * `language-unsupported` for audio in a language that the voices don't speak: better now than when all is written.
 */
export function orderJob(
  { text, title, options, bodyHash }: GivenOrder,
  {
    owner,
    idempotencyKey,
    voice,
  }: { owner: string; idempotencyKey: string | undefined; voice: Pick<Voice, 'languages'> },
): JobOrder<ProductionRequest> {
  const { language, materials, audio, useCache, ...others } = options;
  const source = createSource({ text, ...definedOf({ title, language }) });
  const kinds = new Set(materials ?? materialKinds);
  if (audio) {
    assertSpoken(voice, source.language);
    kinds.add('podcast-script');
  }
  return {
    owner,
    input: source.text,
    request: {
      ...{ title: source.title, sourceCharacters: source.text.length, language: source.language },
      ...{ materials: materialKinds.filter((kind) => kinds.has(kind)), audio, useCache },
      ...definedOf(others),
    },
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, bodyHash: bodyHash() } }),
  };
}

function assertSpoken({ languages }: Pick<Voice, 'languages'>, language: string): void {
  if (languages === 'any' || languages.includes(new Intl.Locale(language).language)) return;
  const detail = `The voices speak ${languages.join(', ')}, and the text is in ${language}. Leave out audio, or set language if it was detected wrongly.`;
  throw new Problem('language-unsupported', detail, {
    errors: [{ path: 'audio', message: `not spoken: ${language}` }],
  });
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the keys whose value is undefined, which JSON would drop too. Built up: to delete from a copy is slow. */
function definedOf<T extends object>(value: T): Defined<T> {
  const defined: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) defined[key] = value[key];
  return defined as Defined<T>;
}
