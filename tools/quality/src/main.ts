import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { createExtractiveWriter } from '@la-factoria/content';

import { parseCorpus } from './corpus.ts';
import { measure } from './measure.ts';
import { renderTable } from './render-table.ts';

const usage = `npm run quality -- --corpus PATH

Writes the materials of every section of a textbook and compares them with what its authors wrote.
PATH is a JSON array of {id, title, markdown, keyTerms: [{term, definition}], summary, objectives}.
A glossary term counts as found when one of the 25 flashcards has it: case, hyphens and plural endings
don't count, an acronym in brackets is optional, otherwise the phrases are equal word by word.
An objective counts as covered when at least half of its content words stand in the objectives, titles and
key points of our outline.`;

try {
  const { values } = parseArgs({
    options: { corpus: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || values.corpus === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const sections = parseCorpus(await readFile(values.corpus, 'utf8'));
    console.log(renderTable(await measure(sections, createExtractiveWriter())));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
