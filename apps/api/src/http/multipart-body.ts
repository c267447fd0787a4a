import { pipeline } from 'node:stream/promises';

import busboy from 'busboy';
import type { Request } from 'express';

import type { GivenDocument } from '../ports/document-reader.ts';
import { parseJson } from './json-body.ts';
import { Problem } from './problem.ts';

/** As large as a document may be. */
const maxFileBytes = 20 * 1024 * 1024;
const maxFieldBytes = 64 * 1024;

export interface Upload {
  document: GivenDocument;
  /** What the part `options` holds as JSON; an empty object if there is none. */
  options: unknown;
}

/** Reads a form (`multipart/form-data`) with one document in the part `file`, and JSON in the part `options`. */
export async function readUpload(request: Request): Promise<Upload> {
  const parser = openParser(request);
  const chunks: Buffer[] = [];
  let document: Omit<GivenDocument, 'bytes'> | undefined;
  let options: unknown = {};
  let problem: Problem | undefined;
  const refuse = (found: Problem) => void (problem ??= found);

  parser.on('file', (name, stream, { filename, mimeType }) => {
    if (name !== 'file' || document) {
      refuse(unexpectedPart(name));
      stream.resume();
      return;
    }
    document = { contentType: mimeType, ...(filename !== undefined && { fileName: filename }) };
    stream.on('data', (chunk: Buffer) => void (problem === undefined && chunks.push(chunk)));
    stream.on('limit', () => {
      refuse(new Problem('body-too-large', `A document may have ${maxFileBytes / 1024 / 1024} MiB.`));
      chunks.length = 0;
    });
  });
  parser.on('field', (name, value, { valueTruncated }) => {
    if (name !== 'options') return refuse(unexpectedPart(name));
    if (valueTruncated)
      return refuse(new Problem('body-too-large', 'The part options is larger than 64 KiB.'));
    try {
      options = parseJson(Buffer.from(value));
    } catch (error) {
      refuse(
        error instanceof Problem ? error : new Problem('malformed-json', 'The part options is not JSON.'),
      );
    }
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(limit, () => refuse(new Problem('bad-request', 'The form has too many parts.')));
  }
  try {
    await pipeline(request, parser);
  } catch {
    throw new Problem('bad-request', 'The form is malformed or broke off.');
  }
  if (problem) throw problem;
  if (!document) throw new Problem('bad-request', 'The form has no part file.');
  return { document: { ...document, bytes: Buffer.concat(chunks) }, options };
}

function openParser(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: 2,
        fields: 4,
        parts: 5, // One more: the parser takes a file that reaches its limit for one that is cut off there.
        fileSize: maxFileBytes + 1,
        fieldSize: maxFieldBytes,
      },
    });
  } catch {
    throw new Problem('bad-request', 'The form has no boundary, or one that is malformed.');
  }
}

const unexpectedPart = (name: string | undefined) =>
  new Problem(
    'bad-request',
    `The form may have one part file and one part options; ${JSON.stringify((name ?? '').slice(0, 50))} is too many.`,
  );
