import { beforeAll, describe, expect, test } from '@jest/globals';
import { createSource, type DerivedKind, type Material, type Outline } from '@la-factoria/content';
import type { FaultName } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';
import { derivedKinds, openWorkbench, until, type Workbench, writeSeven } from './model-workbench.ts';

const source = createSource({ text: readFixture('plant-cells') });

let outline: Outline;
/** The seven as they are without a fault: the server answers the same to the same prompt. */
let undisturbed: Map<DerivedKind, PromiseSettledResult<Material>>;

beforeAll(async () => {
  const workbench = await openWorkbench();
  outline = await workbench.writer.outline(source, workbench.options);
  undisturbed = await writeSeven(workbench, source, outline);
});

type Plan = Omit<Parameters<Workbench['server']['fail']>[0], 'purpose' | 'where'> & { fault: FaultName };

/** Writes the seven while calls for one of them meet a fault. */
async function writeWith(kind: DerivedKind, plan: Plan) {
  const workbench = await openWorkbench();
  const { server, passTimeUntil } = workbench;
  server.fail({ ...plan, purpose: kind });
  const ends = await passTimeUntil(writeSeven(workbench, source, outline));
  const end = ends.get(kind);
  return {
    ...{ workbench, end },
    calls: server.callsFor(kind).length,
    material: end?.status === 'fulfilled' ? end.value : undefined,
    code: end?.status === 'rejected' ? end.reason.code : undefined,
    isRetryable: end?.status === 'rejected' ? end.reason.isRetryable : undefined,
    others: derivedKinds.filter((other) => other !== kind).map((other) => [other, ends.get(other)]),
  };
}

const unharmed = (kind: DerivedKind) =>
  derivedKinds.filter((other) => other !== kind).map((other) => [other, undisturbed.get(other)]);

/** What passes: the plan, the material that it hits, and how many calls it then takes. */
const passing: [Plan, DerivedKind, number][] = [
  [{ fault: 'rate-limited', retryDelay: '7s' }, 'faqs', 2],
  [{ fault: 'rate-limited', retryAfter: '7' }, 'podcast-script', 2],
  [{ fault: 'server-error' }, 'flashcards', 2],
  [{ fault: 'overloaded', times: 2 }, 'study-guide', 3],
  [{ fault: 'hang' }, 'faqs', 2],
  [{ fault: 'reset' }, 'one-pager', 2],
  [{ fault: 'reset-in-body' }, 'reading-material', 2],
  [{ fault: 'garbage' }, 'faqs', 2],
  [{ fault: 'cut-off' }, 'study-guide', 2],
  [{ fault: 'thinking-overrun' }, 'podcast-script', 2],
  [{ fault: 'recitation' }, 'reading-material', 2],
  [{ fault: 'empty-parts' }, 'faqs', 2],
  [{ fault: 'invalid-json', shape: 'broken' }, 'flashcards', 2],
  [{ fault: 'invalid-json', shape: 'talk' }, 'one-pager', 2],
  [{ fault: 'too-short' }, 'one-pager', 2],
  [{ fault: 'too-long' }, 'flashcards', 2],
  [{ fault: 'too-few-items' }, 'faqs', 2],
  [{ fault: 'wrong-language', language: 'de' }, 'faqs', 2],
  [{ fault: 'wrong-language', language: 'fr' }, 'reading-questions', 2],
  [{ fault: 'uncited' }, 'reading-material', 2],
  [{ fault: 'hallucinated-citation' }, 'study-guide', 2],
  [{ fault: 'wrong-citation' }, 'flashcards', 2],
  [{ fault: 'invented-facts' }, 'one-pager', 2],
  [{ fault: 'repetition-loop' }, 'podcast-script', 2],
  [{ fault: 'nonsense' }, 'faqs', 2],
];

/** What lasts: the code of the error, the calls that it took, and whether a later attempt may succeed. */
const lasting: [Plan, DerivedKind, number, string, boolean][] = [
  [{ fault: 'rate-limited' }, 'faqs', 4, 'rate-limited', true],
  [{ fault: 'rate-limited', retryDelay: '3600s' }, 'faqs', 1, 'rate-limited', true],
  [{ fault: 'server-error' }, 'flashcards', 4, 'provider-unavailable', true],
  [{ fault: 'hang' }, 'one-pager', 4, 'provider-timeout', true],
  [{ fault: 'reset' }, 'study-guide', 4, 'provider-unavailable', true],
  [{ fault: 'reset-in-body' }, 'faqs', 4, 'provider-unavailable', true],
  [{ fault: 'garbage' }, 'reading-questions', 4, 'provider-unavailable', true],
  [{ fault: 'rejected' }, 'faqs', 1, 'provider-rejected', false],
  [{ fault: 'wrong-key' }, 'faqs', 1, 'credentials-invalid', false],
  [{ fault: 'cut-off' }, 'study-guide', 2, 'output-truncated', true],
  [{ fault: 'thinking-overrun' }, 'podcast-script', 2, 'thinking-overrun', true],
  [{ fault: 'safety' }, 'faqs', 1, 'output-blocked-safety', false],
  [{ fault: 'recitation' }, 'reading-material', 2, 'output-blocked-recitation', true],
  [{ fault: 'prompt-blocked' }, 'one-pager', 1, 'prompt-blocked', false],
  [{ fault: 'empty-parts' }, 'flashcards', 2, 'output-empty', true],
  [{ fault: 'invalid-json', shape: 'broken' }, 'flashcards', 2, 'output-invalid', true],
  [{ fault: 'invalid-json', shape: 'talk' }, 'podcast-script', 2, 'output-invalid', true],
  [{ fault: 'too-long' }, 'one-pager', 2, 'output-invalid', true],
  [{ fault: 'wrong-language', language: 'de' }, 'flashcards', 2, 'wrong-language', true],
  [{ fault: 'wrong-language', language: 'fr' }, 'reading-questions', 2, 'wrong-language', true],
  [{ fault: 'invented-facts' }, 'flashcards', 2, 'output-unsupported', true],
  [{ fault: 'nonsense' }, 'flashcards', 2, 'output-unsupported', true],
  [{ fault: 'repetition-loop' }, 'podcast-script', 2, 'output-repetitive', true],
  [{ fault: 'repetition-loop' }, 'study-guide', 2, 'output-repetitive', true],
];

/** As in `rate-limited 7s`. */
const nameOf = ({ fault, retryDelay, retryAfter, shape, language }: Plan) =>
  [fault, retryDelay, retryAfter, shape, language].filter((part) => part !== undefined).join(' ');

describe('a fault of the provider or of the model', () => {
  test.each(passing.map(([plan, kind, calls]) => ({ name: nameOf(plan), plan, kind, calls })))(
    'F11 when $name passes, $kind is there after $calls calls, and the other six are as ever',
    async ({ plan, kind, calls }) => {
      const written = await writeWith(kind, plan);
      expect(written).toMatchObject({ calls, code: undefined, others: unharmed(kind) });
      expect(written.material).toMatchObject({ kind, quality: { groundedness: 1 } });
    },
  );

  test.each(
    lasting.map(([plan, kind, calls, code, isRetryable]) => ({
      ...{ name: nameOf(plan), plan, kind, calls, code, isRetryable },
    })),
  )(
    'F11 when $name lasts, $kind fails after $calls calls with $code, and the other six are as ever',
    async ({ plan, kind, calls, code, isRetryable }) => {
      const written = await writeWith(kind, { ...plan, times: Number.POSITIVE_INFINITY });
      expect(written).toMatchObject({ calls, code, isRetryable, others: unharmed(kind) });
    },
  );

  test('F11 when one answer is slow, the other six are done before it comes, and it comes in one call', async () => {
    const workbench = await openWorkbench();
    const slow = workbench.server.fail({ fault: 'slow', purpose: 'one-pager' });
    const done: DerivedKind[] = [];
    const writing = derivedKinds.map(async (kind) => {
      const material: Material = await workbench.writer.material(kind, source, outline, workbench.options);
      done.push(kind);
      return material;
    });
    await until(() => done.length === 6);
    slow.release();
    expect((await Promise.all(writing)).map(({ kind }) => kind)).toEqual(derivedKinds);
    expect(done.at(-1)).toBe('one-pager');
    expect(workbench.server.calls).toHaveLength(7);
  });

  test('F11 when each of the seven meets a fault of its own, each ends as it would alone', async () => {
    const workbench = await openWorkbench();
    const faults: [FaultName, DerivedKind][] = [
      ['cut-off', 'podcast-script'],
      ['thinking-overrun', 'study-guide'],
      ['safety', 'one-pager'],
      ['recitation', 'reading-material'],
      ['prompt-blocked', 'faqs'],
      ['empty-parts', 'flashcards'],
      ['invalid-json', 'reading-questions'],
    ];
    for (const [fault, purpose] of faults) workbench.server.fail({ fault, purpose, times: 2 });
    const ends = await writeSeven(workbench, source, outline);
    expect([...ends.values()].map((end) => end.status === 'rejected' && end.reason.code)).toEqual([
      ...['output-truncated', 'thinking-overrun', 'output-blocked-safety', 'output-blocked-recitation'],
      ...['prompt-blocked', 'output-empty', 'output-invalid'],
    ]);
    expect(workbench.server.calls).toHaveLength(12);
  });

  test('F11 when the outline meets a fault once, it is there after two calls', async () => {
    const workbench = await openWorkbench();
    workbench.server.fail({ fault: 'cut-off', purpose: 'outline' });
    const again = await workbench.writer.outline(source, workbench.options);
    expect(again).toMatchObject({ kind: 'outline', quality: { groundedness: 1 } });
    expect(workbench.server.callsFor('outline')).toHaveLength(2);
  });
});
