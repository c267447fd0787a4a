import { setImmediate as nextTurn } from 'node:timers/promises';

import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';

import { Problem } from './problem.ts';

/** Room for a million characters, each escaped as JSON does at its longest. */
const maxBodyBytes = 6 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** From here on a body takes long enough to parse that others should have their turn. */
const longBodyBytes = 64 * 1024;

/**
 * Reads JSON bodies strictly: what is not UTF-8 is refused, where Express would put replacement characters into it.
 * So is an empty body.
 * @param maxBytes of a body. @default 6 MiB, a million characters with room
 */
export function createJsonReader(
  maxBytes = maxBodyBytes,
): (request: Request, response: Response) => Promise<unknown> {
  const readAny = express.raw({ type: 'application/json', limit: maxBytes });
  return async (request, response) => {
    if (request.get('Content-Type') !== 'application/json' && !request.is('application/json')) {
      throw new Problem('unsupported-media-type', 'Send the body as application/json.');
    }
    const length = Number(request.get('Content-Length'));
    const isPlain = length <= maxBytes && request.get('Content-Encoding') === undefined;
    const body = isPlain ? await readPlain(request) : await readWith(readAny, request, response);
    const parsed = parseJson(body);
    // Parsing a long text takes its time, and so does what comes after: others have their turn between.
    if (body.length > longBodyBytes) await nextTurn();
    return parsed;
  };
}

/** A body whose length is known and is not too much: Node reads no more of it than that. */
function readPlain(request: Request): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => reject(new Problem('bad-request', 'The body broke off.')));
  });
}

/** Whatever else there is: in pieces, compressed, too long. Rejects with what Express throws. */
async function readWith(read: RequestHandler, request: Request, response: Response): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Throws `malformed-json`, or `body-not-utf-8`. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) throw new Problem('malformed-json', 'The body is empty.');
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new Problem(
      'body-not-utf-8',
      'The body has bytes that are not UTF-8. Save the text as UTF-8 and send it again.',
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'malformed-json',
      `The body is not JSON: ${error instanceof Error ? error.message : ''}`.slice(0, 200),
    );
  }
}

/** A message may name every unknown field: a million of them must not make an answer of a hundred megabytes. */
const maxFieldMessageCharacters = 500;

/** What the schema makes of a value, or 422 with a line for each field that is wrong. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message: message.slice(0, maxFieldMessageCharacters),
  }));
  const fields = errors.map(({ path, message }) => `${path || 'body'}: ${message}`).slice(0, 3);
  throw new Problem('validation-failed', fields.join('; '), { errors });
}

/** A path parameter. Express types it as a list too, for wildcards, which no route here has. */
export const parameter = (request: Request, name: string): string => String(request.params[name]);
