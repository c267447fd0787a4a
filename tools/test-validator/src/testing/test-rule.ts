import { describe, expect, it } from '@jest/globals';

import { openProject } from '../project/project.ts';
import { examineFile } from '../rules/examine-file.ts';
import { createMemoryFiles } from './memory-files.ts';

/** Code in which a rule must find nothing. */
export interface ValidCase {
  /** What is tricky about it, e.g. "the helper asserts under an unusual name, in another file". */
  title: string;
  /** The test file. */
  code: string;
  /** Its path in the project; default `src/subject.test.ts`. */
  name?: string;
  /** Other files of the project, by path from its root. A relative import of what is not here counts as production code. */
  files?: Record<string, string>;
}

/** Code in which a rule must find something. */
export interface InvalidCase extends ValidCase {
  /** The lines of this rule's findings in `code`, ascending, from 1. */
  lines: number[];
}

/** Declares a test for each case of a rule's table. */
export function testRule(id: string, table: { valid: ValidCase[]; invalid: InvalidCase[] }): void {
  describe(`${id} finds nothing`, () => {
    it.each(table.valid)('$title', (row) => {
      expect(linesFound(id, row)).toStrictEqual([]);
    });
  });
  describe(`${id} finds`, () => {
    it.each(table.invalid)('$title', (row) => {
      expect(linesFound(id, row)).toStrictEqual(row.lines);
    });
  });
}

function linesFound(id: string, { code, name = 'src/subject.test.ts', files = {} }: ValidCase): number[] {
  const project = openProject(createMemoryFiles({ ...files, [name]: code }));
  const module = project.module(`${project.root}/${name}`);
  if (module === undefined) throw new Error(`${name} is no code`);
  if (module.errors.length > 0) throw new Error(`${name}: ${module.errors.join(', ')}`);
  const { findings } = examineFile(module, project);
  return findings
    .filter(({ rule, file }) => rule === id && file === name)
    .map(({ line }) => line)
    .toSorted((one, other) => one - other);
}
