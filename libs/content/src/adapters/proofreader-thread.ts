import { createProofreader, type ProofOrder } from '../model-writer/proofreader.ts';
import { answerRequests } from './answer-requests.ts';
import { createKeptSources, type SentSource } from './kept-sources.ts';
import type { ProofRequest } from './threaded-proofreader.ts';

/** As many as jobs that are likely to wait for their model at once. */
const keep = createKeptSources({ maxSources: 64, maxCharacters: 4_000_000 });
const proofreader = createProofreader();

answerRequests((request: ProofRequest) => {
  if ('prepare' in request) return proofreader.prepare(whole(request.prepare));
  if ('read' in request) return proofreader.read(request.read, whole(request.order));
  return proofreader.settle(request.settle, request.violations, whole(request.order));
});

const whole = <Sent extends Pick<ProofOrder<SentSource>, 'source'>>(sent: Sent) => ({
  ...sent,
  source: keep(sent.source),
});
