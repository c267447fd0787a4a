import { writeFileSync } from 'node:fs';
import { openProject } from './project/project.ts';
import { createDiskFiles } from './project/disk-files.ts';
import { examineFile } from './rules/examine-file.ts';
import { findTestFiles } from './tests/find-test-files.ts';

const root = process.argv[2] ?? process.cwd();
const project = openProject(createDiskFiles(root));
const t0 = performance.now();
const paths = findTestFiles(project.files, root, project.nameOf);
const t1 = performance.now();
const out = { tests: [] as unknown[], findings: [] as unknown[] };
for (const path of paths) {
  const module = project.module(path);
  if (module === undefined) continue;
  try {
    const { tests, findings } = examineFile(module, project);
    out.tests.push(...tests);
    out.findings.push(...findings);
  } catch (error) {
    console.error(path, error);
  }
}
console.error(
  paths.length,
  'files',
  (t1 - t0).toFixed(0),
  'ms find',
  (performance.now() - t1).toFixed(0),
  'ms examine',
  out.tests.length,
);
if (process.argv[3]) writeFileSync(process.argv[3], JSON.stringify(out, null, 1));
