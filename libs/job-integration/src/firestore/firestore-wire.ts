import type { Readable } from 'node:stream';

import type { Firestore } from '@google-cloud/firestore';

/** A request of the SDK to the server: the method by its name in the protocol, in camel case, and its message. */
export interface WireRequest {
  method: string;
  body: unknown;
}

/** What befalls a request; by default nothing. To throw is to fail it. */
export interface WireFaults {
  /** On its way to the server, which then never sees it. */
  before?(request: WireRequest): void | Promise<void>;
  /** On its way back: the server has done it. Not of `listen`, whose answer never ends. */
  after?(request: WireRequest): void | Promise<void>;
}

/** The two methods through which all of the SDK's requests go, below its own repetitions and above the transport. */
interface Wire {
  request(method: string, body: unknown, ...rest: unknown[]): Promise<unknown>;
  requestStream(method: string, isBidirectional: boolean, body: unknown, tag: string): Promise<Readable>;
}

/** Puts itself between a client and its transport: keeps what is asked, and lets faults befall it. */
export function tapWire(firestore: Firestore): { requests: WireRequest[]; faults: WireFaults } {
  if (!isWire(firestore)) throw new Error('The SDK sends its requests by other methods than it did.');
  const request = firestore.request.bind(firestore);
  const requestStream = firestore.requestStream.bind(firestore);
  const tap: { requests: WireRequest[]; faults: WireFaults } = { requests: [], faults: {} };
  const tapped: Wire = {
    async request(method, body, ...rest) {
      tap.requests.push({ method, body });
      await tap.faults.before?.({ method, body });
      const answer = await request(method, body, ...rest);
      await tap.faults.after?.({ method, body });
      return answer;
    },
    async requestStream(method, isBidirectional, body, tag) {
      tap.requests.push({ method, body });
      await tap.faults.before?.({ method, body });
      const answer = await requestStream(method, isBidirectional, body, tag);
      if (method === 'listen') return answer;
      await tap.faults.after?.({ method, body });
      return answer;
    },
  };
  Object.assign(firestore, tapped);
  return tap;
}

/** An error as the transport makes it. */
export function statusError(code: number, message = 'As a test wants it.'): Error {
  return Object.assign(new Error(message), { code });
}

/** The full names of the documents that the client has written, in order, one for each write. */
export function writtenPaths(requests: readonly WireRequest[]): string[] {
  return requests
    .filter(({ method }) => method === 'commit')
    .flatMap(({ body }) => {
      const { writes } = body as { writes?: { update?: { name: string }; delete?: string }[] };
      return (writes ?? []).map((write) => String(write.update?.name ?? write.delete));
    })
    .map((name) => name.replace(/^.*\/documents\//, ''));
}

function isWire(firestore: object): firestore is Wire {
  return (
    'request' in firestore &&
    typeof firestore.request === 'function' &&
    'requestStream' in firestore &&
    typeof firestore.requestStream === 'function'
  );
}
