import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { MutationResult } from '../mutation-result.ts';
import type { FileRecord } from '../record/file-record.ts';
import type { Killer } from '../schedule/ledger.ts';

/**
 * What was found out, and on which contents it rests: of test files by their digests, of mutants by the digests of the
 * files whose tests were asked. A fact holds while those are the same, on any machine: paths are relative to the project.
 */
export interface Facts {
  /** The result as a whole, and all that went into it. */
  whole: { key: string; result: MutationResult } | null;
  /** Files that no test was seen to load, yet may read or run in a process of its own: on those rests everything. */
  surroundings: Record<string, string>;
  /** By test file. */
  records: Record<string, FileRecord>;
  /** By key of the mutant. */
  mutants: Record<string, MutantFact>;
  /** By key of the test. */
  tests: Record<string, TestFact>;
}

export interface MutantFact {
  /** What it did. */
  code: string;
  /** Null: it survived. */
  killer: Killer | null;
  /** Digests of test files. */
  basis: Record<string, string>;
}

export interface TestFact {
  kills: number;
  /** Of its file. */
  digest: string;
}

export const noFacts: Facts = { whole: null, surroundings: {}, records: {}, mutants: {}, tests: {} };

/** Raised when facts are found out or written in another way: those of before do not count then. */
export const factsVersion = '1';

/** Facts on the disk. */
export interface FactsFile {
  read(): Facts;
  write(facts: Facts): void;
}

export function openFactsFile(path: string): FactsFile {
  return {
    read() {
      try {
        const { version, facts } = JSON.parse(readFileSync(path, 'utf8'));
        return version === factsVersion ? facts : noFacts;
      } catch {
        // There is none, or another version of this wrote it.
        return noFacts;
      }
    },
    write(facts) {
      mkdirSync(dirname(path), { recursive: true });
      // Whole or not at all, though another run may write at the same time.
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ version: factsVersion, facts }));
      renameSync(draft, path);
    },
  };
}
