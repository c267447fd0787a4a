/** What the server does with a call. */
export type Reply =
  | AnswerReply
  /** An answer that is no answer: as it is, with status 200. */
  | { kind: 'raw'; body: string }
  | ErrorReply
  /** Nothing ever comes. */
  | { kind: 'hang' }
  /** The connection breaks before the answer's headers, or in the middle of its body. */
  | { kind: 'reset' }
  | { kind: 'reset-in-body'; answer: AnswerReply }
  /** Comes when the test says so. */
  | { kind: 'held'; until: Promise<void>; answer: AnswerReply };

export interface AnswerReply {
  kind: 'answer';
  text: string;
  /** Google's. @default 'STOP' */
  finishReason?: string;
  /** Thinking before the text. @default what the server was started with */
  thinkingTokens?: number;
  /** The prompt was refused, for this reason: there is no candidate. */
  blockReason?: string;
}

export interface ErrorReply {
  kind: 'error';
  status: number;
  /** google.rpc.Code, for example `RESOURCE_EXHAUSTED`. */
  code: string;
  message: string;
  details?: readonly Record<string, unknown>[];
  headers?: Readonly<Record<string, string>>;
}
