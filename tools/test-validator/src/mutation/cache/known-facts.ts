import type { MutableOperation } from '../mutants/mutant.ts';
import type { FileRecord } from '../record/file-record.ts';
import type { Ledger } from '../schedule/ledger.ts';
import type { Contents } from './contents.ts';
import { type Facts, type MutantFact, noFacts, type TestFact } from './facts.ts';
import { hashOf } from './hash.ts';

/** Of those facts that are known from before, the ones that still hold; the whole only if nothing has changed at all. */
export function factsThatHold(
  facts: Facts,
  contents: Contents,
  operations: readonly MutableOperation[],
  key: string,
): Facts {
  const hasSurroundings = Object.entries(facts.surroundings).every(
    ([path, hash]) => contents.hash(path) === hash,
  );
  if (!hasSurroundings) return noFacts;
  const records = Object.entries(facts.records).filter(([, record]) =>
    isCurrent(record, contents, operations),
  );
  const isAll = records.length === Object.keys(facts.records).length && facts.whole?.key === key;
  return { ...facts, whole: isAll ? facts.whole : null, records: Object.fromEntries(records) };
}

/** What was loaded when it was made is the same today, and holds no operation that it was not listened for. */
export function isCurrent(
  { loaded, operations }: FileRecord,
  contents: Contents,
  wanted: readonly MutableOperation[],
): boolean {
  const known = new Set(operations);
  const isKnown = ({ key, file }: MutableOperation) => known.has(key) || loaded[file] === undefined;
  return (
    Object.entries(loaded).every(([path, hash]) => contents.hash(path) === hash) && wanted.every(isKnown)
  );
}

/** Tells the contents on which a file's tests rest from any others. */
export function digestOf({ loaded }: FileRecord): string {
  return hashOf(...Object.entries(loaded).sort().flat());
}

/** Enters into a new ledger what is known from before, where it rests on the same contents. */
export function recall(ledger: Ledger, facts: Facts, records: readonly FileRecord[]): void {
  const digests = digestsOf(records);
  for (const mutant of ledger.mutants) {
    const fact = facts.mutants[mutant.key];
    if (fact?.code !== mutant.mutant.code) continue;
    const covering = new Set(ledger.covering(mutant).map(({ file }) => file));
    if (fact.killer === null) {
      const isSame = covering.size === Object.keys(fact.basis).length && holds(fact, covering, digests);
      if (isSame) ledger.survive(mutant);
    } else if (covering.has(fact.killer.file) && holds(fact, Object.keys(fact.basis), digests)) {
      ledger.kill(mutant, fact.killer);
    }
  }
  for (const test of ledger.tests) {
    const fact = facts.tests[test.key];
    if (fact !== undefined && fact.digest === digests.get(test.file)) ledger.settleTest(test, fact.kills);
  }
}

function holds(
  { basis }: MutantFact,
  files: Iterable<string>,
  digests: ReadonlyMap<string, string>,
): boolean {
  return [...files].every((file) => basis[file] !== undefined && basis[file] === digests.get(file));
}

/** What a ledger has come to, to be recalled another time. */
export function factsOf(
  ledger: Ledger,
  records: readonly FileRecord[],
  contents: Contents,
): Omit<Facts, 'whole'> {
  const digests = digestsOf(records);
  const loaded = new Set(records.flatMap((record) => Object.keys(record.loaded)));
  const basisOf = (files: Iterable<string>) =>
    Object.fromEntries([...files].map((file) => [file, digests.get(file) ?? '']));
  const mutants: Record<string, MutantFact> = {};
  for (const mutant of ledger.mutants) {
    const { status, killer } = mutant;
    if (status !== 'killed' && status !== 'survived') continue;
    const files = killer === undefined ? ledger.covering(mutant).map(({ file }) => file) : [killer.file];
    mutants[mutant.key] = {
      code: mutant.mutant.code,
      killer: killer ?? null,
      basis: basisOf(new Set(files)),
    };
  }
  const tests: Record<string, TestFact> = {};
  for (const test of ledger.tests) {
    const { killed, killsNothing } = ledger.judge(test);
    const digest = digests.get(test.file) ?? '';
    if (killed > 0 || killsNothing) tests[test.key] = { kills: killed, digest };
  }
  return {
    ...{ mutants, tests },
    surroundings: Object.fromEntries(
      contents.files.filter(([path]) => !loaded.has(path) && !isTestFile(path)),
    ),
    records: Object.fromEntries(records.map((record) => [record.file, record])),
  };
}

function digestsOf(records: readonly FileRecord[]): Map<string, string> {
  return new Map(records.map((record) => [record.file, digestOf(record)]));
}

/** One that was not loaded is of no other test's concern. */
function isTestFile(path: string): boolean {
  return /\.(spec|test)\.[cm]?[jt]sx?$/.test(path);
}
