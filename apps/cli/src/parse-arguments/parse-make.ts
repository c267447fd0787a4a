import { isWebAddress } from '../input/web-address.ts';
import { isMaterialKind, type MaterialKind, materialLabels } from '../material-kinds.ts';
import type { HelpOptions } from './command-names.ts';
import { assertHttpUrl, listOf, numberOf, oneOf } from './option-values.ts';
import { help, parseWords } from './parse-words.ts';
import { server, serverOf, type ServerOptions } from './server-options.ts';
import { usage } from './usage-error.ts';

const levels = ['beginner', 'intermediate', 'advanced'] as const;
const kinds = { accepted: Object.keys(materialLabels).filter(isMaterialKind), many: 'kinds' };

export interface MakeOptions extends ServerOptions {
  name: 'make';
  /** A path, an address that begins with http:// or https://, or `-` for standard input. */
  file: string;
  out: string;
  audio: boolean;
  /** @default all */
  materials?: MaterialKind[];
  title?: string;
  language?: string;
  targetMinutes?: number;
  audience?: string;
  level?: (typeof levels)[number];
  /** In US dollars. */
  maxCostUsd?: number;
  /** Told by the API when the job ends. */
  webhook?: string;
  useCache: boolean;
  json: boolean;
  quiet: boolean;
}

export function parseMake(words: string[]): MakeOptions | HelpOptions {
  const { values, positionals } = parseWords('make', words, {
    ...help,
    ...server,
    out: { type: 'string', short: 'o' },
    audio: { type: 'boolean' },
    materials: { type: 'string' },
    title: { type: 'string' },
    language: { type: 'string' },
    'target-minutes': { type: 'string' },
    audience: { type: 'string' },
    level: { type: 'string' },
    'max-cost': { type: 'string' },
    webhook: { type: 'string' },
    'no-cache': { type: 'boolean' },
    json: { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
  });
  if (values.help) return { name: 'help', topic: 'make' };
  const [file, ...others] = positionals;
  if (file === undefined)
    throw usage('Name the file or the address to work on, or - for standard input.', 'make');
  if (others.length > 0) throw usage(`One file at a time; ${others.join(' ')} is too many.`, 'make');
  if (isWebAddress(file))
    assertHttpUrl('The source', file, { topic: 'make', example: 'https://example.org/page' });
  if (values.webhook !== undefined)
    assertHttpUrl('--webhook', values.webhook, { topic: 'make', example: 'https://example.org/hook' });
  const minutes = values['target-minutes'];
  const maxCost = values['max-cost'];
  return {
    ...{ name: 'make', file, out: values.out ?? 'out' },
    ...{ audio: values.audio ?? false, useCache: !values['no-cache'] },
    ...{ json: values.json ?? false, quiet: values.quiet ?? false },
    ...serverOf(values, 'make'),
    ...(values.materials !== undefined && {
      materials: listOf('--materials', kinds, values.materials, 'make'),
    }),
    ...(values.title !== undefined && { title: values.title }),
    ...(values.language !== undefined && { language: values.language }),
    ...(values.audience !== undefined && { audience: values.audience }),
    ...(minutes !== undefined && { targetMinutes: numberOf('--target-minutes', minutes, 'make') }),
    ...(maxCost !== undefined && { maxCostUsd: numberOf('--max-cost', maxCost, 'make') }),
    ...(values.level !== undefined && { level: oneOf('--level', levels, values.level, 'make') }),
    ...(values.webhook !== undefined && { webhook: values.webhook }),
  };
}
