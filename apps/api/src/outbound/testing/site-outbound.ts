import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';

import {
  createOutbound,
  type FetchOptions,
  type Outbound,
  type OutboundOptions,
} from '../create-outbound.ts';
import type { FetchedDocument } from '../follow-to-document.ts';
import type { OutboundError } from '../outbound-error.ts';
import { type Site, startSite } from './start-site.ts';

/** An outbound that may reach this machine's sites, at 127.0.0.1 alone. */
export const openOutbound = (options: OutboundOptions = {}): Outbound =>
  createOutbound({ allowedPorts: 'any', isAllowed: (address) => address === '127.0.0.1', ...options });

export const fetchFrom = (
  site: Site,
  options: Partial<FetchOptions> = {},
  path?: string,
): Promise<FetchedDocument> => openOutbound().fetchDocument(site.url(path), { accept: '*/*', ...options });

/** HTTP that never closes a connection by itself for being idle. */
export const startHttpSite = (answer: RequestListener): Promise<Site> =>
  startSite(createServer({ keepAliveTimeout: 0 }, answer));

/** Whatever is written, once something has been asked. */
export const startRawSite = (answer: (socket: Socket) => void): Promise<Site> =>
  startSite(createTcpServer((socket) => socket.once('data', () => answer(socket))));

/** Calls `write` now and then, until the connection is closed. */
export function drip(closing: NodeJS.EventEmitter, write: () => void): void {
  const timer = setInterval(write, 20);
  closing.once('close', () => clearInterval(timer));
}

/** What a call rejects with. */
export const failureOf = (call: Promise<unknown>): Promise<OutboundError> =>
  call.then(
    () => Promise.reject(new Error('It was allowed')),
    (error) => error,
  );
