import { type Comment, type ParserOptions, type Program, parseSync, rawTransferSupported } from 'oxc-parser';

import { type Bindings, bindNames } from './bind-names.ts';
import { type Lines, linesOf } from './lines.ts';

/** One file's text, read. */
export interface Module {
  path: string;
  text: string;
  program: Program;
  comments: Comment[];
  /** What the parser objected to; the tree holds what it could make of the rest. */
  errors: string[];
  lines: Lines;
  bindings: Bindings;
}

type Language = 'js' | 'jsx' | 'ts' | 'tsx';

export interface ParseOptions {
  /**
   * The parser writes the tree straight into memory that both sides see, where the running Node can do that: 4 times as
   * fast. It maps 6 GB of addresses, so that the process should do nothing but read: one that starts others is refused
   * the memory for a copy of itself. @default false
   */
  sharedMemory?: boolean;
}

/** Never throws: a file that cannot be read as code comes back empty, with errors. */
export function parseModule(path: string, text: string, { sharedMemory = false }: ParseOptions = {}): Module {
  const transfer = sharedMemory && rawTransferSupported() ? { experimentalRawTransfer: true } : {};
  const parseAs = (language: Language, source: string): Parsed =>
    parseWith(path, source, { ...transfer, lang: language });
  let best: Parsed | undefined;
  for (const language of languagesOf(path)) {
    const parsed = parseAs(language, text);
    if (parsed.errors.length === 0 || best === undefined) best = parsed;
    if (best.errors.length === 0) break;
  }
  const { program, comments, errors } = best ?? parseAs('tsx', '');
  return { path, text, program, comments, errors, lines: linesOf(text), bindings: bindNames(program) };
}

type Parsed = Pick<Module, 'program' | 'comments' | 'errors'>;

function parseWith(path: string, text: string, options: ParserOptions): Parsed {
  // Not `module` for all: `return` at the top and `with` are fine in CommonJS.
  const sourceType = path.endsWith('.cjs') ? 'commonjs' : 'unambiguous';
  const result = parseSync(path, text, { ...options, sourceType, preserveParens: false });
  const errors = result.errors
    .filter(({ severity }) => severity === 'Error')
    .map(({ message, labels }) => `${message} (at ${labels[0]?.start ?? 0})`);
  return { program: result.program, comments: result.comments, errors };
}

/** Which languages to try, the likeliest first: a `.js` may hold JSX, or types of TypeScript's and Flow's kind. */
function languagesOf(path: string): Language[] {
  if (/\.[cm]?ts$/.test(path)) return ['ts', 'tsx'];
  if (path.endsWith('.tsx')) return ['tsx'];
  return ['jsx', 'tsx', 'ts'];
}
