import { createProofreader } from '../../model-writer/proofreader.ts';
import { answerRequests } from './answer-requests.ts';
import type { ProofRequest } from '../threaded-proofreader.ts';

const proofreader = createProofreader();

answerRequests(
  (request: ProofRequest, source) => {
    if ('prepare' in request) return proofreader.prepare({ source, rules: request.prepare });
    const order = { ...request.order, source };
    if ('read' in request) return proofreader.read(request.read, order);
    return proofreader.settle(request.settle, request.violations, order);
  },
  // As many as jobs that are likely to wait for their model at once.
  { maxSources: 64, maxCharacters: 4_000_000 },
);
