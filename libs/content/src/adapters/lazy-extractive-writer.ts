import type { Writer } from '../ports/writer.ts';
import { extractiveGenerator, extractiveVersion } from './extractive-identity.ts';

/**
 * The extractive writer in the calling thread: writes materials from the source's own sentences, without a model, a
 * network, a clock or chance. Its rules are loaded with the first request, so that who only reads materials, or has
 * them written in another thread, doesn't wait for them.
 */
export function createExtractiveWriter(): Writer {
  let loading: Promise<Writer> | undefined;
  const load = () =>
    (loading ??= import('./extractive-writer.ts').then((module) => module.createExtractiveWriter()));
  return {
    generator: extractiveGenerator,
    version: extractiveVersion,
    outline: async (source, options) => (await load()).outline(source, options),
    material: async (kind, source, outline, options) =>
      (await load()).material(kind, source, outline, options),
  };
}
