import type { Report, Verdict } from './report.ts';

/** What one run leaves behind: one line of the history file. */
export interface HistoryEntry {
  version: 1;
  /** When the run began, ISO 8601 in UTC. */
  date: string;
  /** What was checked out; absent where nobody said. */
  commit?: string;
  services: HistoricalService[];
  tests: Record<Verdict, number> & { total: number };
}

export interface HistoricalService {
  name: string;
  score: number;
  isProvisional: boolean;
  integrity: number;
  boundary: number;
  kill: number | null;
}

export function historyEntry(report: Report, commit?: string): HistoryEntry {
  return {
    version: 1,
    date: report.startedAt,
    ...(commit !== undefined && { commit }),
    services: report.services.map(({ name, score, isProvisional, integrity, boundary, kill }) => ({
      name,
      score,
      isProvisional,
      integrity,
      boundary,
      kill,
    })),
    tests: report.summary.tests,
  };
}

/**
 * What to append to a history file that holds `existing`. Where its last line was cut off, the entry starts on a line
 * of its own all the same.
 */
export function historyLine(entry: HistoryEntry, existing: string): string {
  const isCutOff = existing !== '' && !existing.endsWith('\n');
  return `${isCutOff ? '\n' : ''}${JSON.stringify(entry)}\n`;
}

/** The entries in the order of their lines, and the numbers of the lines that are none: a run was cut off there. */
export function readHistory(text: string): { entries: HistoryEntry[]; brokenLines: number[] } {
  const entries: HistoryEntry[] = [];
  const brokenLines: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const entry = parsed(line);
    if (isEntry(entry)) entries.push(entry);
    else brokenLines.push(index + 1);
  });
  return { entries, brokenLines };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.services)) return false;
  if (typeof value.date !== 'string' || Number.isNaN(Date.parse(value.date))) return false;
  if (value.commit !== undefined && typeof value.commit !== 'string') return false;
  const { tests } = value;
  if (!isRecord(tests)) return false;
  const totals = ['total', 'real', 'weak', 'hollow', 'placeholder', 'skipped'];
  return totals.every((name) => isNumber(tests[name])) && value.services.every(isHistoricalService);
}

function isHistoricalService(value: unknown): value is HistoricalService {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.isProvisional === 'boolean' &&
    [value.score, value.integrity, value.boundary].every(isNumber) &&
    (value.kill === null || isNumber(value.kill))
  );
}

const isNumber = (value: unknown): boolean => Number.isFinite(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
