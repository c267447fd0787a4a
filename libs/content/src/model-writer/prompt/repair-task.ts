import { fillSlots } from './fill-slots.ts';
import type { Prompts } from './load-prompts.ts';
import type { Attempt } from '../attempt.ts';

/** More than these a model doesn't heed, and the first tell what kind of mistake it was. */
const maxViolations = 30;

/** The task once more, with what the first answer broke. The answer itself is not sent back: it may be broken text. */
export function repairTask({ repair }: Pick<Prompts, 'repair'>, task: string, attempt: Attempt): string {
  const lines =
    'fault' in attempt
      ? [`- ${attempt.fault.advice ?? ''}`]
      : attempt.violations.slice(0, maxViolations).map(({ path, message }) => `- ${path}: ${message}`);
  return `${task}\n\n${fillSlots(repair, { violations: lines.join('\n') })}`;
}
