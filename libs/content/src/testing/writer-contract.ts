import { beforeEach, describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import { checkMaterial } from '../materials/check-material.ts';
import { type MaterialKind, materialKinds } from '../materials/material-kinds.ts';
import type { Material } from '../materials/schemas.ts';
import type { DerivedKind, Writer } from '../ports/writer.ts';
import { statementsOf } from '../quality/statements-of.ts';
import type { Source } from '../source.ts';
import { buildSource } from './source-builders.ts';

const derivedKinds = materialKinds.filter((kind) => kind !== 'outline');

/** Writes one material of any kind, its outline first. */
export async function writeMaterial(writer: Writer, kind: MaterialKind, source: Source): Promise<Material> {
  const outline = await writer.outline(source, {});
  return kind === 'outline' ? outline : writer.material(kind, source, outline, {});
}

/** What every Writer must do. Call it at the top level of a test file, once an adapter. */
export function describeWriterContract(name: string, createWriter: () => Writer): void {
  describe(`the contract of a writer: ${name}`, () => {
    let writer: Writer;

    beforeEach(() => {
      writer = createWriter();
    });

    test('when it is asked who it is, it names a generator and a version', () => {
      expect([writer.generator, writer.version].map((text) => text.trim().length > 0)).toEqual([true, true]);
    });

    test.each(materialKinds)(
      'when %s is written, it breaks no limit but what is named as a shortfall',
      async (kind) => {
        const source = buildSource();
        const material = await writeMaterial(writer, kind, source);
        const shortfalls = checkMaterial(material, source);
        expect(material.quality.issues).toEqual(expect.arrayContaining(shortfalls));
      },
    );

    test.each(materialKinds)(
      'when %s is written, it says who wrote it, and in which language',
      async (kind) => {
        const material = await writeMaterial(writer, kind, buildSource());
        expect(material).toMatchObject({ kind, generator: writer.generator, language: 'en' });
      },
    );

    test.each(materialKinds.filter((kind) => kind !== 'reading-questions'))(
      'when %s is written, it states something, and each statement cites a range of the source',
      async (kind) => {
        const source = buildSource();
        const statements = statementsOf(await writeMaterial(writer, kind, source));
        const outside = statements
          .flatMap(({ citations }) => citations)
          .filter(({ start, end }) => start < 0 || start >= end || end > source.text.length);
        expect({ some: statements.length > 0, outside }).toEqual({ some: true, outside: [] });
      },
    );

    test('when a script is written, its sections are those of the outline, between introduction and closing', async () => {
      const source = buildSource();
      const outline = await writer.outline(source, {});
      const script = await writer.material('podcast-script', source, outline, {});
      const allowed = ['Introduction', ...outline.sections.map(({ title }) => title), 'Closing'];
      const used = [...new Set(script.turns.map(({ section }) => section))];
      expect(used).toEqual(allowed.filter((title) => used.includes(title)));
      expect(used).toEqual(expect.arrayContaining(['Introduction', 'Closing']));
    });

    test('when the outline is asked for with an aborted signal, it rejects with writing-aborted', async () => {
      const signal = AbortSignal.abort(new Error('nobody waits any more'));
      const attempt = writer.outline(buildSource(), { signal });
      await expect(attempt).rejects.toMatchObject({ name: ContentError.name, code: 'writing-aborted' });
    });

    test.each<DerivedKind>(derivedKinds)(
      'when %s is asked for with an aborted signal, it rejects with writing-aborted',
      async (kind) => {
        const source = buildSource();
        const outline = await writer.outline(source, {});
        const attempt = writer.material(kind, source, outline, { signal: AbortSignal.abort() });
        await expect(attempt).rejects.toMatchObject({ code: 'writing-aborted' });
      },
    );
  });
}
