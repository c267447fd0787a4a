import type { ApiRequest } from './request.ts';

/** Where the text comes from. */
export type JobSource =
  | { kind: 'text'; text: string }
  /** What the API reads the text from. */
  | { kind: 'document'; bytes: Uint8Array<ArrayBuffer>; fileName: string; contentType: string }
  /** What the API fetches. */
  | { kind: 'address'; url: string };

/** What `POST /jobs` takes. */
export interface JobOrder {
  source: JobSource;
  title?: string;
  audio: boolean;
  useCache: boolean;
  materials?: string[];
  language?: string;
  audience?: string;
  level?: string;
  targetMinutes?: number;
  maxCostUsd?: number;
  webhook?: { url: string };
}

/** The order as the API wants it: JSON, or a form when there is a document to send. */
export function orderRequest({ source, title, ...options }: JobOrder): Pick<ApiRequest, 'headers' | 'body'> {
  const titled = title === undefined ? {} : { title };
  if (source.kind === 'document') {
    const form = new FormData();
    form.append('options', JSON.stringify({ ...titled, ...options }));
    form.append('file', new File([source.bytes], source.fileName, { type: source.contentType }));
    return { body: form };
  }
  const sent = source.kind === 'text' ? { text: source.text } : { url: source.url };
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: { ...sent, ...titled }, ...options }),
  };
}
