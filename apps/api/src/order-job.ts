import { createHash } from 'node:crypto';

import { createSource, materialKinds } from '@la-factoria/content';
import type { JobOrder } from '@la-factoria/job';

import type { JobBody, ProductionRequest } from './job-request.ts';

/** Turns a valid body into the order of a job. Throws `source-invalid` for a text that can't be worked with. */
export function orderJob(
  body: JobBody,
  { owner, idempotencyKey }: { owner: string; idempotencyKey?: string | undefined },
): JobOrder<ProductionRequest> {
  const { source: given, language, materials, audio, useCache, ...options } = body;
  const source = createSource({
    text: given.text,
    ...(given.title !== undefined && { title: given.title }),
    ...(language !== undefined && { language }),
  });
  const kinds = new Set(materials ?? materialKinds);
  if (audio) kinds.add('podcast-script');
  return {
    owner,
    input: source.text,
    request: {
      ...{ title: source.title, sourceCharacters: source.text.length, language: source.language },
      ...{ materials: materialKinds.filter((kind) => kinds.has(kind)), audio, useCache },
      ...definedOf(options),
    },
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, bodyHash: hashOf(body) } }),
  };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the keys whose value is undefined, which JSON would drop too. */
function definedOf<T extends object>(value: T): Defined<T> {
  const defined: Defined<T> = { ...(value as Defined<T>) };
  for (const key in defined) if (defined[key] === undefined) delete defined[key];
  return defined;
}

/** zod rebuilds objects in the order of the schema, so that equal bodies give equal JSON. */
const hashOf = (body: JobBody): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');
