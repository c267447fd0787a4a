import { CacheError } from '../../../errors.ts';
import { newStamp } from '../../../value/new-entry.ts';
import type { ChangeMessage } from '../changes/change-message.ts';
import { type Generation, NamespaceGenerations } from './namespace-generations.ts';
import type { RedisNames } from '../redis-names.ts';
import { deleteNamespaceScript, generationScript, nobody } from '../redis-scripts.ts';
import type { RunScript } from '../run-script.ts';

export interface RedisGenerationsOptions {
  runScript: RunScript;
  names: RedisNames;
  write: (message: ChangeMessage) => string;
  clock: () => number;
}

/** The generations in Redis: the token, and when the namespace was forgotten, if it was. One that is gone is begun anew. */
export function createRedisGenerations({ runScript, names, write, clock }: RedisGenerationsOptions) {
  const generations = new NamespaceGenerations(async (namespace) => {
    const standing = await runScript(generationScript, [names.generation(namespace)], [newStamp()]);
    return readGeneration(String(standing));
  });
  return {
    generations,
    /** Begins another generation, for everyone: all entries of the namespace are of an older one then. */
    async deleteNamespace(namespace: string): Promise<void> {
      if (namespace.includes(':')) {
        throw new CacheError(
          'key-invalid',
          `a namespace must hold no colon, got ${JSON.stringify(namespace)}`,
        );
      }
      const next = `${newStamp()}${Math.max(0, Math.floor(clock()))}`;
      const told = [names.channel, write({ type: 'namespace-deleted', namespace })];
      try {
        await runScript(deleteNamespaceScript, [names.generation(namespace)], [next, ...told]);
      } finally {
        // Whether it failed or just wasn't answered.
        generations.forget(namespace);
      }
    },
  };
}

function readGeneration(text: string): Generation {
  return { token: text.slice(0, nobody.length), deletedAt: Number(text.slice(nobody.length)) || 0 };
}
