import { styleText } from 'node:util';

import type { Job, Part } from '../api/job.ts';
import { formatSeconds } from '../printable.ts';
import { progressLinesOf } from './progress-line.ts';

export interface BarOptions {
  /** The terminal's width and height, in characters. */
  columns: number;
  rows: number;
  /** Counts the redraws: what moves, moves with it. */
  frame: number;
  elapsedSeconds: number;
  color: boolean;
  unicode: boolean;
}

type Color = 'green' | 'cyan' | 'red' | 'yellow' | 'gray';

const maxBarWidth = 30;
/** Below this a bar says nothing, and the words stand alone. */
const minBarWidth = 6;
/** The longest state: `100 %`, `cancelled`. */
const stateWidth = 9;

/**
 * A job as bars, one line a material and one for all; a single line where the terminal is too low for that.
 * Pure. No line is as wide as the terminal, so that none wraps.
 */
export function renderBars(job: Job, options: BarOptions): string[] {
  const lines = progressLinesOf(job);
  const total = renderTotal(job, options);
  if (lines.length + 2 > options.rows) return [total];
  const labelWidth = Math.max(...lines.map(({ label }) => label.length), 0);
  return [...lines.map(({ label, part }) => renderPart(label.padEnd(labelWidth), part, options)), total];
}

function renderPart(label: string, part: Part, options: BarOptions): string {
  const [state, color] = stateOf(part);
  const width = Math.min(maxBarWidth, options.columns - 1 - label.length - stateWidth - 4);
  if (width < minBarWidth) return fit([[`${label} `], [state, color]], options);
  return fit([[`${label}  `], [barOf(part, width, options), color], [`  ${state}`, color]], options);
}

function renderTotal({ progress, materials, audio }: Job, options: BarOptions): string {
  const { completed, total, percentage } = progress;
  const current = Object.keys(materials).filter((kind) => materials[kind]?.status === 'processing');
  if (audio?.status === 'processing') current.push('audio');
  const share = `${completed} of ${total}, ${Math.floor(percentage)} %, ${formatSeconds(options.elapsedSeconds)}`;
  return fit([[share], [current.length > 0 ? `  ${current.join(', ')}` : '', 'gray']], options);
}

function stateOf({ status, progress }: Part): [state: string, color: Color] {
  switch (status) {
    case 'completed':
      return ['done', 'green'];
    case 'failed':
      return ['failed', 'red'];
    case 'cancelled':
      return ['cancelled', 'yellow'];
    case 'processing':
      return [progress === undefined ? 'writing' : `${Math.floor(progress * 100)} %`, 'cyan'];
    default:
      return ['waiting', 'gray'];
  }
}

function barOf({ status, progress }: Part, width: number, { frame, unicode }: BarOptions): string {
  const [full, empty] = unicode ? ['█', '░'] : ['#', '-'];
  if (status === 'processing' && progress === undefined) {
    // How far it is nobody knows: a block wanders from side to side.
    const block = Math.ceil(width / 5);
    const way = width - block;
    const offset = way - Math.abs((frame % (2 * way)) - way);
    return empty.repeat(offset) + full.repeat(block) + empty.repeat(way - offset);
  }
  const share =
    status === 'completed' ? 1 : status === 'processing' ? Math.min(1, Math.max(0, progress ?? 0)) : 0;
  const filled = Math.floor(share * width);
  return full.repeat(filled) + empty.repeat(width - filled);
}

/** Joins pieces, cut one short of the terminal's width. All characters used here are one column wide. */
function fit(
  pieces: readonly (readonly [text: string, color?: Color])[],
  { columns, color }: BarOptions,
): string {
  let room = Math.max(0, columns - 1);
  return pieces
    .map(([text, name]) => {
      const shown = text.slice(0, room);
      room -= shown.length;
      return color && name !== undefined && shown !== ''
        ? styleText(name, shown, { validateStream: false })
        : shown;
    })
    .join('');
}
