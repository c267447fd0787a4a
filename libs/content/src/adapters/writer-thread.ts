import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';

import type { Source } from '../source.ts';
import { createSource } from '../source/create-source.ts';
import { loadTagger } from '../writing/questions/tagger.ts';
import { createExtractiveWriter } from './extractive-writer.ts';
import type { WriterRequest } from './threaded-extractive-writer.ts';

// Most sources are English: by the time that one comes, its tagger is there. The thread may be ended without notice, so
// that its compiled code is kept now.
void loadTagger().then(() => flushCompileCache());

/** The materials of one job come one after the other: each must find its source analysed. */
const keptSources = 4;

const writer = createExtractiveWriter();
const sources = new Map<string, Source>();

parentPort?.on('message', async ({ id, ...request }: WriterRequest & { id: number }) => {
  try {
    parentPort?.postMessage({ id, written: await write(request) });
  } catch (error) {
    const isTyped = error instanceof Error && 'code' in error && 'isRetryable' in error;
    const { code, isRetryable } = isTyped ? error : { code: 'writer-failed', isRetryable: false };
    parentPort?.postMessage({
      id,
      code,
      isRetryable,
      message: error instanceof Error ? error.message : String(error),
    });
  }
});

function write({ kind, source, outline, options }: WriterRequest): Promise<unknown> {
  if (kind === 'outline' || !outline) return writer.outline(kept(source), options);
  return writer.material(kind, kept(source), outline, options);
}

/** The same object for the same text: the writer analyses each source object once. */
function kept(input: WriterRequest['source']): Source {
  const key = JSON.stringify(input);
  const source = sources.get(key) ?? createSource(input);
  sources.delete(key);
  sources.set(key, source);
  const [oldest] = sources.keys();
  if (sources.size > keptSources && oldest !== undefined) sources.delete(oldest);
  return source;
}
