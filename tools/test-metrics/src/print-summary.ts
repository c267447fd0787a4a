import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { resultsFile } from './project-results.ts';
import { summaryLines } from './summary-lines.ts';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const files = globSync(`{apps,libs,tools}/*/${resultsFile}`, { cwd: workspace }).sort();

console.log(
  summaryLines(files.map((file) => JSON.parse(readFileSync(join(workspace, file), 'utf8')))).join('\n'),
);
