/** What processes tell each other over the channel. */
export type ChangeMessage =
  | { type: 'stored'; key: string; stamp: string }
  | { type: 'deleted'; key: string }
  /** Nobody computes it any more, and nothing was stored. */
  | { type: 'freed'; key: string }
  | { type: 'namespace-deleted'; namespace: string }
  /** To oneself, to see that messages come through. */
  | { type: 'heartbeat' };

/** As text. `origin` is the store that tells. */
export const writeChangeMessage = (origin: string, message: ChangeMessage): string =>
  JSON.stringify({ origin, ...message });

/** Undefined for what isn't one: anybody may publish to the channel. */
export function readChangeMessage(text: string): { origin: string; message: ChangeMessage } | undefined {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const fields: Partial<Record<string, unknown>> = { ...parsed };
  const { origin } = fields;
  const message = toMessage(fields);
  return typeof origin === 'string' && message !== undefined ? { origin, message } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toMessage({
  type,
  key,
  stamp,
  namespace,
}: Partial<Record<string, unknown>>): ChangeMessage | undefined {
  if (type === 'heartbeat') return { type };
  if (type === 'namespace-deleted') return typeof namespace === 'string' ? { type, namespace } : undefined;
  if (typeof key !== 'string') return undefined;
  if (type === 'stored') return typeof stamp === 'string' ? { type, key, stamp } : undefined;
  return type === 'deleted' || type === 'freed' ? { type, key } : undefined;
}
