import { measureRound, type RoundFigures, type RoundSize } from './measure-round.ts';
import type { OpenedSystem } from './open-systems.ts';

export interface MeasuredSystem extends OpenedSystem {
  rounds: RoundFigures[];
}

/**
 * Measures the systems in turns, each round beginning with another (A B C, B C A …), so that what the machine does
 * meanwhile falls on all alike. A round before them isn't counted.
 */
export async function measureSystems(
  systems: readonly OpenedSystem[],
  { rounds, ...size }: RoundSize & { rounds: number },
  sayProgress: (line: string) => void,
): Promise<MeasuredSystem[]> {
  const measured = systems.map((opened) => ({ ...opened, rounds: new Array<RoundFigures>() }));
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % Math.max(1, measured.length);
    for (const { system, rounds: counted } of [...measured.slice(first), ...measured.slice(0, first)]) {
      const figures = await measureRound(system, size);
      if (round > 0) counted.push(figures);
      const rates = [figures.added, figures.processed, figures.endToEnd].map(Math.round).join(' / ');
      sayProgress(
        `${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${system.name}: ${rates} jobs/s`,
      );
    }
  }
  return measured;
}
