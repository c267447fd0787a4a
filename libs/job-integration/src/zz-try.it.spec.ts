import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import { expect, test } from '@jest/globals';
test('when tried, ten increments', async () => {
  const db = new FirestoreMock().createDatabase();
  const a = db.firestore(), b = db.firestore();
  const t0 = Date.now();
  let tries = 0;
  await a.doc('jobs/x').set({ n: 0 });
  await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? a : b).runTransaction(async (t) => {
    tries++;
    const s = await t.get(a.doc('jobs/x'));
    t.update(a.doc('jobs/x'), { n: s.get('n') + 1 });
  }).catch(e => console.log(e, e instanceof Error, Error.isError(e)))));
  console.log((await b.doc('jobs/x').get()).data(), tries, Date.now() - t0, a.doc('jobs/x').constructor.name);
  expect(1).toBe(1);
});
