import type { BenchedSystem } from './benched-queue.ts';
import type { RoundFigures } from './measure-round.ts';
import type { SystemName } from './open-systems.ts';
import { median } from './statistics.ts';

/** What ours is to reach, as ratios of ours to the other's. */
const goals: Partial<Record<SystemName, { endToEndAtLeast: number; pickupP99AtMost?: number }>> = {
  'bullmq-everysec': { endToEndAtLeast: 1, pickupP99AtMost: 1.1 },
  'bullmq-always': { endToEndAtLeast: 2 },
  'pg-boss': { endToEndAtLeast: 5 },
};

export interface MeasuredSystem {
  name: SystemName;
  system: BenchedSystem;
  rounds: readonly RoundFigures[];
}

/** Medians of the rounds, and the ratios of the first system to each other's, as Markdown tables. */
export function reportSystems(measured: readonly MeasuredSystem[]): string[] {
  const lines = [
    '| system | added (jobs/s) | processed (jobs/s) | end to end (jobs/s) | pickup p50 (ms) | pickup p99 (ms) |',
    '|---|---:|---:|---:|---:|---:|',
    ...measured.map(({ system, rounds }) => {
      const rates = (['added', 'processed', 'endToEnd'] as const).map((figure) => medianOf(rounds, figure));
      const waits = (['pickupP50', 'pickupP99'] as const).map((figure) => medianOf(rounds, figure));
      return row([
        system.name,
        ...rates.map((rate) => rate.toFixed(0)),
        ...waits.map((wait) => wait.toFixed(2)),
      ]);
    }),
  ];
  const [ours, ...others] = measured;
  if (ours?.name !== 'sqlite' || others.length === 0) return lines;
  return [
    ...lines,
    '',
    '| ours ÷ | added | processed | end to end | goal | pickup p99 | goal |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...others.map(({ name, system, rounds }) => {
      const { endToEndAtLeast, pickupP99AtMost } = goals[name] ?? {};
      return row([
        system.name,
        ratio(ours.rounds, rounds, 'added'),
        ratio(ours.rounds, rounds, 'processed'),
        ratio(ours.rounds, rounds, 'endToEnd'),
        endToEndAtLeast === undefined ? '' : `≥ ${endToEndAtLeast}`,
        ratio(ours.rounds, rounds, 'pickupP99'),
        pickupP99AtMost === undefined ? '' : `≤ ${pickupP99AtMost}`,
      ]);
    }),
    '',
    'Ratios are of the medians; in brackets, the lowest and the highest of single rounds.',
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const medianOf = (rounds: readonly RoundFigures[], figure: keyof RoundFigures): number =>
  median(rounds.map((round) => round[figure]));

function ratio(
  ours: readonly RoundFigures[],
  theirs: readonly RoundFigures[],
  figure: keyof RoundFigures,
): string {
  const ofRounds = ours.map((round, index) => round[figure] / (theirs[index]?.[figure] ?? Number.NaN));
  const range = `${Math.min(...ofRounds).toFixed(2)}–${Math.max(...ofRounds).toFixed(2)}`;
  return `${(medianOf(ours, figure) / medianOf(theirs, figure)).toFixed(2)} (${range})`;
}
