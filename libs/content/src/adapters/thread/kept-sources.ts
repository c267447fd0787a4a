import type { Source } from '../../source.ts';
import { createSource } from '../../source/create-source.ts';
import type { SentSource } from './thread.ts';

export interface KeptSourcesOptions {
  maxSources: number;
  /** Of all kept sources together. */
  maxCharacters: number;
}

/**
 * The same object for the same source, for the last ones, the very last whatever its length: what was read of a source
 * object is kept with it.
 */
export function createKeptSources({ maxSources, maxCharacters }: KeptSourcesOptions) {
  const sources = new Map<string, Source>();
  let characters = 0;
  return function keep(sent: SentSource): Source {
    const key = JSON.stringify(sent);
    const source = sources.get(key) ?? createSource(sent);
    if (!sources.delete(key)) characters += key.length;
    sources.set(key, source);
    for (const oldest of sources.keys()) {
      if (oldest === key || (sources.size <= maxSources && characters <= maxCharacters)) break;
      sources.delete(oldest);
      characters -= oldest.length;
    }
    return source;
  };
}
