import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { materialKinds } from '../../materials/material-kinds.ts';
import type { CallPurpose } from '../../ports/text-model.ts';

/** Goes up when this library's code changes what a model is asked for, or what is made of its answer. */
const codeVersion = 1;

export interface Prompts {
  /** The rules of every writing. */
  rules: string;
  tasks: Record<CallPurpose, string>;
  /** What follows the task when a first answer broke rules. */
  repair: string;
  /** Changes with every change of a prompt's text, so that no cache key can miss one. */
  version: string;
}

/** Reads the prompts: Markdown files with `{{slots}}`, one for each kind of call. */
export function loadPrompts(): Prompts {
  const rules = readPrompt('rules');
  const repair = readPrompt('repair');
  const purposes: CallPurpose[] = [...materialKinds, 'notes'];
  const texts = purposes.map((purpose) => [purpose, readPrompt(purpose)] as const);
  const hash = createHash('sha256')
    .update(JSON.stringify([rules, repair, texts]))
    .digest('hex');
  return {
    rules,
    // Every purpose is there: they are read from their list.
    tasks: Object.fromEntries(texts) as Record<CallPurpose, string>,
    repair,
    version: `${codeVersion}-${hash.slice(0, 12)}`,
  };
}

const readPrompt = (name: string): string =>
  readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8').trim();
