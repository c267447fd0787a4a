import { realpathSync } from 'node:fs';

import { hashOf } from '../mutation/cache/hash.ts';
import type { Insertion } from '../mutation/mutants/mutant.ts';
import { insertInto, switchName } from '../mutation/mutants/instrument.ts';
import type { MutationPlan } from '../mutation/plan.ts';
import { parseModule } from '../syntax/parse-module.ts';
import { siteKey, type WatchedBody, type WatchedSite, type WatchedTest } from './watched-test.ts';

/** A place of which it is noted that a test comes to it. */
type Point = (WatchedBody & { is: 'body' }) | (WatchedSite & { is: 'site' });

/** A plan by which, besides, the run tells when a test's body begins and which assertions it comes to. */
export function planWatching(
  tests: readonly WatchedTest[],
  plan: MutationPlan,
  textOf: (path: string) => string | undefined,
): MutationPlan {
  const all = tests.flatMap(({ body, sites }): Point[] => [
    { ...body, is: 'body' },
    ...sites.map((site) => ({ ...site, is: 'site' as const })),
  ]);
  const unique = new Map(all.map((point) => [pointKey(point), point]));
  const numbered = [...unique].map(([key, point], index) => ({ key, point, number: index + 1 }));
  const files = { ...plan.files };
  for (const [path, points] of Map.groupBy(numbered, ({ point }) => point.path)) {
    const text = textOf(path);
    if (text === undefined) continue;
    const own = insertionsFor(points);
    // Jest names files by their real paths.
    const realPath = realpathSync(path);
    const insertions = [...own, ...(files[realPath]?.insertions ?? [])].toSorted(
      (one, other) => one.at - other.at,
    );
    // Should a place be none where a call can stand, the tests run all the same.
    if (!isReadable(path, insertInto(text, own))) continue;
    const watched = hashOf(...points.map(({ key }) => key).toSorted());
    files[realPath] = { hash: hashOf(text), insertions, watched };
  }
  return { ...plan, files, points: Object.fromEntries(numbered.map(({ key, number }) => [number, key])) };
}

function isReadable(path: string, text: string): boolean {
  return parseModule(path, text).errors.length === 0;
}

/** Names a body apart from an assertion that is all of it: `() => expect(x).toBe(1)`. */
export const bodyKey = (body: WatchedBody): string => `body ${siteKey(body)}`;

function pointKey(point: Point): string {
  return point.is === 'body' ? bodyKey(point) : siteKey(point);
}

/** Of those that begin together the outer one is opened first, of those that end together it is closed last. */
function insertionsFor(points: readonly { point: Point; number: number }[]): Insertion[] {
  const outerFirst = points.toSorted(
    ({ point: one }, { point: other }) =>
      one.start - other.start ||
      other.end - one.end ||
      Number(other.is === 'body') - Number(one.is === 'body'),
  );
  const placed = outerFirst.map(({ point, number }) => ({ point, texts: textsFor(point, number) }));
  const inner = placed.toReversed();
  return [
    ...placed.map(({ point, texts }) => ({
      at: point.is === 'body' && point.kind === 'block' ? point.start + 1 : point.start,
      text: texts.before,
    })),
    ...inner.map(({ point, texts }) => ({ at: point.end, text: texts.after })),
  ].toSorted((one, other) => one.at - other.at);
}

/** No text begins with a parenthesis where a statement may begin: the line before need not end with a semicolon. */
function textsFor(point: Point, number: number): { before: string; after: string } {
  if (point.is === 'site') return { before: `globalThis.${switchName}.at(${number}).of(`, after: ')' };
  const call = `globalThis.${switchName}.running(${number})`;
  return point.kind === 'block' ? { before: `${call};`, after: '' } : { before: `(${call},`, after: ')' };
}
