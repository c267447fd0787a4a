import { markdownTable } from '../markdown-table.ts';
import type { RoundFigures } from './measure-round.ts';
import type { MeasuredSystem } from './measure-systems.ts';
import type { SystemName } from './open-systems.ts';
import { median } from '../statistics.ts';

/** What ours is to reach, as ratios of ours to the other's. */
const goals: Partial<Record<SystemName, { endToEndAtLeast: number; pickupP99AtMost?: number }>> = {
  'bullmq-everysec': { endToEndAtLeast: 1, pickupP99AtMost: 1.1 },
  'bullmq-always': { endToEndAtLeast: 2 },
  'pg-boss': { endToEndAtLeast: 5 },
};

type Rounds = readonly RoundFigures[];
type Figure = keyof RoundFigures;

/** Medians of the rounds, and the ratios of the first system to each other's, as Markdown tables. */
export function reportSystems(measured: readonly MeasuredSystem[], concurrency: number): string[] {
  const lines = markdownTable(
    [
      'system',
      'added/s',
      `added/s, ${concurrency} a call`,
      'processed/s',
      'end to end/s',
      'pickup p50 (ms)',
      'p99',
    ],
    measured.map(({ system, rounds }) => [
      system.name,
      ...(['added', 'addedTogether', 'processed', 'endToEnd'] as const).map((figure) =>
        cell(rounds, figure, 0),
      ),
      ...(['pickupP50', 'pickupP99'] as const).map((figure) => cell(rounds, figure, 2)),
    ]),
  );
  const [ours, ...others] = measured;
  if (ours?.name !== 'sqlite' || others.length === 0) return lines;
  const ratios = markdownTable(
    [`${ours.system.name} ÷`, 'added', 'processed', 'end to end', 'goal', 'pickup p99', 'goal'],
    others.map(({ name, system, rounds }) => {
      const { endToEndAtLeast, pickupP99AtMost } = goals[name] ?? {};
      return [
        system.name,
        ratio(ours.rounds, rounds, 'added'),
        ratio(ours.rounds, rounds, 'processed'),
        ratio(ours.rounds, rounds, 'endToEnd'),
        endToEndAtLeast === undefined ? '' : `≥ ${endToEndAtLeast}`,
        ratio(ours.rounds, rounds, 'pickupP99'),
        pickupP99AtMost === undefined ? '' : `≤ ${pickupP99AtMost}`,
      ];
    }),
  );
  const reading = 'Ratios are of the medians; in brackets, the lowest and the highest of single rounds.';
  return [...lines, '', ...ratios, '', reading];
}

const valuesOf = (rounds: Rounds, figure: Figure): number[] => rounds.flatMap((round) => round[figure] ?? []);

function cell(rounds: Rounds, figure: Figure, digits: number): string {
  const values = valuesOf(rounds, figure);
  return values.length === 0 ? '–' : median(values).toFixed(digits);
}

function ratio(ours: Rounds, theirs: Rounds, figure: Figure): string {
  const [own, other] = [valuesOf(ours, figure), valuesOf(theirs, figure)];
  const ofRounds = own.map((value, index) => value / (other[index] ?? Number.NaN));
  const range = `${Math.min(...ofRounds).toFixed(2)}–${Math.max(...ofRounds).toFixed(2)}`;
  return `${(median(own) / median(other)).toFixed(2)} (${range})`;
}
