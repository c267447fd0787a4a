import { hash } from 'node:crypto';

import type { Request, Response } from 'express';

import { createJsonReader, validate } from './http/json-body.ts';
import { readUpload } from './http/multipart-body.ts';
import { Problem } from './http/problem.ts';
import { jobBodySchema, uploadOptionsSchema } from './job-request.ts';
import type { Places } from './limits/places.ts';
import type { GivenOrder } from './order-job.ts';
import type { DocumentReader } from './ports/document-reader.ts';
import type { Outbound } from './outbound/create-outbound.ts';

export interface Intake {
  documents: DocumentReader;
  outbound: Pick<Outbound, 'fetchDocument'>;
  /** Documents that are taken at once, from all: each may fill its megabytes. */
  places: Places;
  /** Whether jobs may name the address of their source. */
  fetchesUrls: boolean;
  /** Whether jobs may name a webhook. */
  sendsWebhooks: boolean;
}

const readBody = createJsonReader();

/** What pages and documents may come as. */
const accept = 'text/html, text/markdown, text/plain, application/pdf, application/epub+zip, */*;q=0.5';

/**
 * Reads the request for a job: JSON with the text or with the address of a document, or a form with a document. Throws
 * what is wrong with it as a Problem, or as an error of a reader.
 */
export async function takeOrder(request: Request, response: Response, intake: Intake): Promise<GivenOrder> {
  const order = request.get('Content-Type')?.startsWith('multipart/form-data')
    ? await inPlace(intake, () => takeUpload(request, intake, goneSignal(response)))
    : await takeBody(request, response, intake);
  if (order.options.webhook && !intake.sendsWebhooks)
    throw new Problem('webhooks-off', 'Leave out webhook, or ask whoever runs this server to switch it on.');
  return order;
}

async function takeBody(request: Request, response: Response, intake: Intake): Promise<GivenOrder> {
  const body = validate(jobBodySchema, await readBody(request, response));
  const { source, ...options } = body;
  const { text, ...named } = source;
  // The text as it is, after what never has a line break: to write it as JSON takes longer than to hash it.
  const bodyHash = () => hash('sha256', `${JSON.stringify({ ...options, source: named })}\n${text ?? ''}`);
  const { url } = named;
  if (url === undefined) return { text: text ?? '', title: named.title, options, bodyHash };
  if (!intake.fetchesUrls) throw new Problem('url-sources-off', 'Send the text or the document itself.');
  const found = await inPlace(intake, () => fetchSource(url, intake, goneSignal(response)));
  return { text: found.text, title: named.title ?? found.title, options, bodyHash };
}

async function fetchSource(url: string, { outbound, documents }: Intake, signal: AbortSignal) {
  const { bytes, contentType, fileName } = await outbound.fetchDocument(url, { accept, signal });
  const named = {
    ...(contentType !== undefined && { contentType }),
    ...(fileName !== undefined && { fileName }),
  };
  return documents.read({ bytes, ...named }, { signal });
}

async function takeUpload(request: Request, { documents }: Intake, signal: AbortSignal): Promise<GivenOrder> {
  const { document, options: given } = await readUpload(request);
  const { title, ...options } = validate(uploadOptionsSchema, given);
  // Before the reader has them, who may move them away.
  const digest = hash('sha256', document.bytes);
  const found = await documents.read(document, { signal });
  return {
    ...{ text: found.text, title: title ?? found.title, options },
    bodyHash: () => hashOf({ title, ...options, fileName: document.fileName, digest }),
  };
}

async function inPlace<Result>({ places }: Intake, work: () => Promise<Result>): Promise<Result> {
  if (!places.enter('documents')) throw new Problem('too-many-documents', 'Try again in a moment.');
  try {
    return await work();
  } finally {
    places.leave('documents');
  }
}

/** zod rebuilds objects in the order of the schema, so that equal bodies give equal JSON. */
const hashOf = (body: object): string => hash('sha256', JSON.stringify(body));

/** Aborted when the client hangs up: then nobody needs the document. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}
