import type { ServerResponse } from 'node:http';

import { type AnswerFrame, answerBody, answerChunks, errorBody } from './answer-body.ts';
import type { GeminiMethod } from './gemini-call.ts';
import type { AnswerReply, ErrorReply, Reply } from './reply.ts';

/** Sends a reply by the method's form. A held one is no longer held by then. */
export function sendReply(
  response: ServerResponse,
  reply: Exclude<Reply, { kind: 'held' }>,
  { method, ...frame }: AnswerFrame & { method: GeminiMethod },
): void {
  switch (reply.kind) {
    case 'error':
      return sendError(response, reply);
    case 'raw':
      response.writeHead(200, { 'content-type': 'application/json' }).end(reply.body);
      return;
    case 'answer':
      if (method === 'streamGenerateContent') sendEvents(response, reply, frame);
      else sendJson(response, 200, answerBody(reply, frame));
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'reset-in-body':
      return breakOff(response, JSON.stringify(answerBody(reply.answer, frame)));
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}

export const sendError = (response: ServerResponse, reply: ErrorReply): void =>
  sendJson(response, reply.status, errorBody(reply), reply.headers);

function sendEvents(response: ServerResponse, reply: AnswerReply, frame: AnswerFrame): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const chunk of answerChunks(reply, frame)) response.write(`data: ${JSON.stringify(chunk)}\r\n\r\n`);
  response.end();
}

/** Half of the body goes out, then the connection ends before the announced length is reached. */
function breakOff(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}
