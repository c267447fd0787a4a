import { flushCompileCache } from 'node:module';

import { loadTagger } from '../../writing/questions/tagger.ts';
import { answerRequests } from './answer-requests.ts';
import { createExtractiveWriter } from '../extractive-writer.ts';
import type { WriterRequest } from '../threaded-extractive-writer.ts';

// Most sources are English: by the time that one comes, its tagger is there. The thread may be ended without notice, so
// that its compiled code is kept now.
void loadTagger().then(() => flushCompileCache());

const writer = createExtractiveWriter();
answerRequests(
  ({ kind, outline, options }: WriterRequest, source) =>
    kind === 'outline' || !outline
      ? writer.outline(source, options)
      : writer.material(kind, source, outline, options),
  // The materials of one job come one after the other: each must find its source analysed.
  { maxSources: 4, maxCharacters: 4_000_000 },
);
