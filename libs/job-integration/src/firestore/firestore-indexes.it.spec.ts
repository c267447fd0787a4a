import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildNewJob } from '@la-factoria/job/testing';

import { tapWire } from './firestore-wire.ts';
import { openFirestoreStore, openInMemoryDatabase } from './open-firestore-database.ts';

interface IndexField {
  fieldPath: string;
  order: string;
}

const file: {
  indexes: { collectionGroup: string; queryScope: string; fields: IndexField[] }[];
  fieldOverrides: { collectionGroup: string; fieldPath: string; ttl?: boolean; indexes: unknown[] }[];
} = JSON.parse(readFileSync(new URL('../../../job/firestore.indexes.json', import.meta.url), 'utf8'));

/** A query as the protocol has it, as far as indexes go by it. */
interface StructuredQuery {
  from: { collectionId: string }[];
  where?: Filter;
  orderBy?: { field: { fieldPath: string }; direction: string }[];
}

interface Filter {
  fieldFilter?: { field: { fieldPath: string }; op: string };
  compositeFilter?: { filters: Filter[] };
}

/** What an index for the query has to hold: the fields compared for equality in any order, then those it is ordered by. */
function neededIndex({ from, where, orderBy = [] }: StructuredQuery) {
  const filters = where?.compositeFilter?.filters ?? (where ? [where] : []);
  const fields = filters.flatMap(({ fieldFilter }) => (fieldFilter ? [fieldFilter] : []));
  const equal = fields.filter(({ op }) => op === 'EQUAL').map(({ field }) => field.fieldPath);
  const ordered = orderBy
    .map(({ field, direction }) => ({ fieldPath: field.fieldPath, order: direction }))
    .filter(({ fieldPath }) => fieldPath !== '__name__');
  const compared = fields.filter(({ op }) => op !== 'EQUAL').map(({ field }) => field.fieldPath);
  const unordered = compared.filter((path) => !ordered.some(({ fieldPath }) => fieldPath === path));
  const rest = [...unordered.map((fieldPath) => ({ fieldPath, order: 'ASCENDING' })), ...ordered];
  return {
    collection: from[0]?.collectionId,
    equal: new Set(equal),
    rest: [...new Map(rest.map((field) => [field.fieldPath, field])).values()],
  };
}

type NeededIndex = ReturnType<typeof neededIndex>;

/** Firestore has an index of each field by itself (https://firebase.google.com/docs/firestore/query-data/index-overview). */
const isComposite = ({ equal, rest }: NeededIndex) => rest.length > 0 && equal.size + rest.length > 1;

const serves = (needed: NeededIndex) => (index: (typeof file.indexes)[number]) => {
  const equal = index.fields.slice(0, needed.equal.size).map(({ fieldPath }) => fieldPath);
  return (
    index.collectionGroup === needed.collection &&
    index.queryScope === 'COLLECTION' &&
    equal.every((path) => needed.equal.has(path)) &&
    JSON.stringify(index.fields.slice(needed.equal.size)) === JSON.stringify(needed.rest)
  );
};

describe('the indexes of Firestore', () => {
  let needed: NeededIndex[] = [];
  const database = openInMemoryDatabase();

  /** Calls every method of the store that asks for more than documents by their names. */
  beforeAll(async () => {
    const firestore = database.connect();
    const wire = tapWire(firestore);
    const { store, clock } = openFirestoreStore(firestore);
    const idempotency = { key: 'key-1', bodyHash: 'body-1' };
    const { job } = await store.create(buildNewJob({ input: 'long '.repeat(10_000), idempotency }));
    const claim = await store.claim(job.id, 'worker-1', 10);
    if (claim.outcome !== 'claimed') throw new Error(`The claim came to ${claim.outcome}.`);
    const run = { step: 'outline', run: 1 };
    await store.startStep(claim.lease, run);
    await store.saveProgress(claim.lease, run, { fraction: 0.5, usage: {} });
    await store.endStep(claim.lease, run, { outcome: 'completed', result: '1', usage: {} });
    for (const status of [undefined, 'processing'] as const) {
      for (const cursor of [undefined, Buffer.from(job.id).toString('base64url')]) {
        await store.list({ owner: 'ann', limit: 1, ...(status && { status }), ...(cursor && { cursor }) });
      }
    }
    await Promise.all([store.get(job.id), store.input(job.id), store.ledger(job.id), store.waiting(10)]);
    await Promise.all([store.holds(claim.lease), store.stepResult(job.id, 'outline')]);
    await store.renew(claim.lease, 10);
    await store.release(claim.lease);
    await store.cancel(job.id);
    await store.delete(job.id);
    store.close();
    expect(clock.timers).toBe(0);
    needed = wire.requests
      .filter(({ method }) => method === 'runQuery')
      .map(({ body }) => neededIndex((body as { structuredQuery: StructuredQuery }).structuredQuery));
  });
  afterAll(() => database.close());

  test('when the store is used, each query that needs an index of several fields finds it in the file', () => {
    const composite = needed.filter(isComposite);
    expect(composite.length).toBeGreaterThan(0);
    expect(composite.filter((query) => !file.indexes.some(serves(query)))).toEqual([]);
  });

  test('when an index is in the file, a query needs it', () => {
    const composite = needed.filter(isComposite);
    const unused = file.indexes.filter((index) => !composite.some((query) => serves(query)(index)));
    expect(file.indexes.length).toBeGreaterThan(0);
    expect(unused).toEqual([]);
  });

  test('when a field holds long texts, the file keeps it out of the indexes, unless a query goes by it', () => {
    const without = file.fieldOverrides.filter(({ indexes }) => indexes.length === 0);
    expect(without.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`)).toEqual(
      expect.arrayContaining(['jobs.request', 'jobs.input', 'steps.result', 'steps.runs', 'blobs.bytes']),
    );
    const asked = needed.flatMap(({ collection, equal, rest }) =>
      [...equal, ...rest.map(({ fieldPath }) => fieldPath)].map((path) => `${collection}.${path}`),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const { collectionGroup, fieldPath } of without)
      expect(asked).not.toContain(`${collectionGroup}.${fieldPath}`);
  });

  test('when an idempotency key is old, a policy of the file clears it away', () => {
    expect(file.fieldOverrides.filter(({ ttl }) => ttl)).toEqual([
      { collectionGroup: 'jobs-idempotency-keys', fieldPath: 'expiresAt', ttl: true, indexes: [] },
    ]);
  });
});
