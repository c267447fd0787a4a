import type { BenchedSystem } from './benched-queue.ts';
import { measureRound, type RoundFigures, type RoundSize } from './measure-round.ts';

/**
 * Measures the systems in turns, each round beginning with another (A B C, B C A …), so that what the machine does
 * meanwhile falls on all alike. A round before them isn't counted.
 */
export async function measureSystems<Name extends string>(
  systems: readonly { name: Name; system: BenchedSystem }[],
  { rounds, ...size }: RoundSize & { rounds: number },
  sayProgress: (line: string) => void,
): Promise<Map<Name, RoundFigures[]>> {
  const figures = new Map<Name, RoundFigures[]>(systems.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % systems.length;
    for (const { name, system } of [...systems.slice(first), ...systems.slice(0, first)]) {
      const measured = await measureRound(system, size);
      if (round > 0) figures.get(name)?.push(measured);
      const told = `${Math.round(measured.added)} / ${Math.round(measured.processed)} / ${Math.round(measured.endToEnd)}`;
      sayProgress(
        `${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${system.name}: ${told} jobs/s`,
      );
    }
  }
  return figures;
}
