export interface RawTurn {
  speaker: string;
  text: string;
  section: string;
}

/** The turns of what may be a script; what isn't a turn is left out. */
export function scriptTurns(draft: Record<string, unknown>): RawTurn[] {
  return Array.isArray(draft['turns']) ? draft['turns'].filter(isTurn) : [];
}

function isTurn(value: unknown): value is RawTurn {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['speaker', 'text', 'section'].every((name) => typeof Reflect.get(value, name) === 'string')
  );
}
