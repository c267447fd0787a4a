import type { IncomingMessage, ServerResponse } from 'node:http';

import { startLoopbackServer } from '../loopback-server.ts';
import { answerBytes } from './answer-bytes.ts';
import { readBody } from './read-body.ts';
import { createStorageAccount, type StorageAccount } from './storage-account.ts';
import { answerError, answerFailure, damaged, type StorageFailure } from './storage-failure.ts';
import { createStorageObjects, type KeptObject, type NewObject, toResource } from './storage-objects.ts';
import { createStorageUploads, type UploadAnswer } from './storage-uploads.ts';

export type { StorageFailure } from './storage-failure.ts';

export type StorageOperation =
  | 'find'
  | 'read'
  | 'list'
  | 'delete'
  | 'start-upload'
  | 'upload'
  | 'ask-upload'
  | 'cancel-upload'
  | 'read-signed';

export interface StorageRequest {
  operation: StorageOperation;
  /** Of the object; of a list, the prefix. */
  name: string;
  /** `Content-Range` of an upload, `Range` of a download. */
  range: string | undefined;
  /** How many requests came before it, and how many of this operation. */
  count: number;
  countOfOperation: number;
}

export interface StorageServer {
  url: string;
  bucket: string;
  /** Of the one account that may do anything. */
  credentials: StorageAccount['credentials'];
  /** All that came with a valid token or for a signed address, in order. */
  readonly requests: readonly StorageRequest[];
  readonly objects: ReadonlyMap<string, KeptObject>;
  /** How many bytes of uploads came, sent twice or not. */
  readonly uploadedBytes: number;
  /** Uploads that were begun, and neither ended nor given up. */
  readonly openUploads: number;
  /** How many downloads were left before their end by who asked. */
  readonly abandonedReads: number;
  close(): Promise<void>;
}

export interface StorageServerOptions {
  /** The only bucket that there is. @default audio */
  bucket?: string;
  /** At most so many names in a page of a list. @default 1000 */
  pageSize?: number;
  /** What this request meets instead of success. */
  onRequest?: (request: StorageRequest) => StorageFailure | undefined;
  /** Tokens and signed addresses are valid by this clock. */
  now?: () => Date;
}

/** Google Cloud Storage on the loopback: its uploads, checksums, ranges, pages, signed addresses and failures. */
export async function startStorageServer(options: StorageServerOptions = {}): Promise<StorageServer> {
  const { bucket = 'audio', pageSize = 1000, onRequest = () => undefined, now = () => new Date() } = options;
  const account = createStorageAccount();
  const objects = createStorageObjects();
  const uploads = createStorageUploads(objects);
  const requests: StorageRequest[] = [];
  let [uploadedBytes, abandonedReads] = [0, 0];

  const note = (operation: StorageOperation, name: string, range?: string): StorageFailure | undefined => {
    const countOfOperation = requests.filter((request) => request.operation === operation).length;
    const request = { operation, name, range, count: requests.length, countOfOperation };
    requests.push(request);
    return onRequest(request);
  };
  const answerJson = (response: ServerResponse, failure: StorageFailure | undefined, body: unknown) => {
    if (failure?.kind === 'answer-lost') return response.destroy();
    return response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  const noSuchObject = (response: ServerResponse, name: string) =>
    answerError(response, 404, `No such object: ${bucket}/${name}`);

  const answerRead: typeof answerBytes = (object, range, response, failure) => {
    response.once('close', () => (abandonedReads += response.writableFinished ? 0 : 1));
    answerBytes(object, range, response, failure);
  };
  const answerUpload = (
    answer: UploadAnswer,
    response: ServerResponse,
    failure: StorageFailure | undefined,
  ) => {
    if (failure?.kind === 'cut') return response.destroy();
    if (answer.status === 308) {
      const range = answer.arrived === 0 ? {} : { Range: `bytes=0-${answer.arrived - 1}` };
      return failure?.kind === 'answer-lost' ? response.destroy() : response.writeHead(308, range).end();
    }
    if (answer.status !== 200) return answerError(response, answer.status, answer.message);
    const resource = toResource(answer.object, bucket);
    const isWrong = failure?.kind === 'wrong-checksum';
    return answerJson(response, failure, isWrong ? { ...resource, crc32c: 'AAAAAA==' } : resource);
  };

  const onUpload = async (incoming: IncomingMessage, response: ServerResponse, url: URL) => {
    const id = url.searchParams.get('upload_id');
    if (id === null) {
      const metadata: Omit<NewObject, 'name'> = JSON.parse(
        (await readBody(incoming)).body.toString() || '{}',
      );
      const name = url.searchParams.get('name') ?? '';
      const failure = note('start-upload', name);
      if (answerFailure(failure, response)) return;
      const location = `http://${incoming.headers.host}${url.pathname}?uploadType=resumable&upload_id=${uploads.start({ ...metadata, name })}`;
      if (failure?.kind === 'answer-lost') response.destroy();
      else response.writeHead(200, { Location: location }).end();
      return;
    }
    const name = uploads.nameOf(id) ?? '';
    if (incoming.method === 'DELETE') {
      const failure = note('cancel-upload', name);
      if (!answerFailure(failure, response)) answerUpload(uploads.cancel(id), response, failure);
      return;
    }
    const { 'content-range': contentRange = '', 'x-goog-hash': hash = '' } = incoming.headers;
    const isQuestion = contentRange.startsWith('bytes */') && contentRange !== 'bytes */0';
    const failure = note(isQuestion ? 'ask-upload' : 'upload', name, contentRange);
    if (answerFailure(failure, response)) return;
    const { body, isWhole } = await readBody(
      incoming,
      failure?.kind === 'cut' ? failure.afterBytes : undefined,
    );
    uploadedBytes += body.length;
    const received = failure?.kind === 'damage' ? damaged(body) : body;
    const headers = { contentRange, hash: String(hash) };
    answerUpload(uploads.put(id, headers, received, isWhole), response, failure);
  };

  const onObject = (
    incoming: IncomingMessage,
    response: ServerResponse,
    { searchParams }: URL,
    name: string,
  ) => {
    const isDeleting = incoming.method === 'DELETE';
    const isReading = searchParams.get('alt') === 'media';
    const { range } = incoming.headers;
    const failure = note(isDeleting ? 'delete' : isReading ? 'read' : 'find', name, range);
    if (answerFailure(failure, response)) return;
    const object = objects.get(name);
    const generation = searchParams.get('generation');
    if (object === undefined || (generation !== null && generation !== String(object.generation)))
      noSuchObject(response, name);
    else if ((searchParams.get('ifGenerationMatch') ?? `${object.generation}`) !== `${object.generation}`)
      answerError(response, 412, 'At least one of the pre-conditions you specified did not hold.');
    else if (isReading) answerRead(object, range, response, failure);
    else if (!isDeleting) answerJson(response, failure, toResource(object, bucket));
    else {
      objects.delete(name);
      if (failure?.kind === 'answer-lost') response.destroy();
      else response.writeHead(204).end();
    }
  };

  const onList = (response: ServerResponse, { searchParams }: URL) => {
    const prefix = searchParams.get('prefix') ?? '';
    const failure = note('list', prefix);
    if (answerFailure(failure, response)) return;
    const most = Math.min(pageSize, Number(searchParams.get('maxResults') ?? pageSize));
    const token = Buffer.from(searchParams.get('pageToken') ?? '', 'base64').toString();
    const { names, next } = objects.list(prefix, token, most);
    const items = names.length === 0 ? {} : { items: names.map((name) => ({ name })) };
    const page = next === undefined ? {} : { nextPageToken: Buffer.from(next).toString('base64') };
    answerJson(response, failure, { kind: 'storage#objects', ...items, ...page });
  };

  /** By the XML API: what a browser does with a signed address. */
  const onSigned = (incoming: IncomingMessage, response: ServerResponse, url: URL) => {
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, { 'Content-Type': 'application/xml' })
        .end(`<Error><Code>${code}</Code></Error>`);
    const fault = account.faultOf(url, incoming.headers.host ?? '', now());
    if (fault === 'unsigned') return refuse(403, 'AccessDenied');
    if (fault === 'mismatch') return refuse(403, 'SignatureDoesNotMatch');
    if (fault === 'expired') return refuse(400, 'ExpiredToken');
    const name = decodeURIComponent(url.pathname).slice(bucket.length + 2);
    const { range } = incoming.headers;
    const failure = note('read-signed', name, range);
    if (answerFailure(failure, response)) return undefined;
    const object = url.pathname.startsWith(`/${bucket}/`) ? objects.get(name) : undefined;
    return object === undefined ? refuse(404, 'NoSuchKey') : answerRead(object, range, response, failure);
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const [, isUpload, asked, path] =
      /^(\/upload)?\/storage\/v1\/b\/([^/]+)\/o(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (asked === undefined) return onSigned(incoming, response, url);
    if (!account.isTokenValid(incoming.headers.authorization, now()))
      return answerError(response, 401, 'Invalid Credentials');
    if (asked !== bucket) return answerError(response, 404, 'The specified bucket does not exist.');
    if (isUpload !== undefined) return onUpload(incoming, response, url);
    return path === undefined
      ? onList(response, url)
      : onObject(incoming, response, url, decodeURIComponent(path));
  };

  const { url, close } = await startLoopbackServer(answer);
  return {
    ...{ url, close, bucket, credentials: account.credentials, requests },
    objects: objects.all(),
    get uploadedBytes() {
      return uploadedBytes;
    },
    get openUploads() {
      return uploads.open;
    },
    get abandonedReads() {
      return abandonedReads;
    },
  };
}
