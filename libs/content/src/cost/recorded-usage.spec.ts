import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { mostTokensOf, tokensOf } from './estimate-tokens.ts';
import { type CharacterTally, tallyCharacters } from './tally-characters.ts';

const tally = z.record(z.string(), z.number());
const recordedSchema = z.object({
  records: z.array(
    z.object({
      kind: z.enum(['prompt', 'answer']),
      file: z.string(),
      tokens: z.number(),
      tally,
    }),
  ),
});
const texts = z.array(z.object({ language: z.string(), tokens: z.number(), tally }));
const tokenizerSchema = z.object({ declaration: z.object({ texts }), manual: z.object({ texts }) });

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`recorded-usage/${name}.json`, import.meta.url), 'utf8'));

const { records } = recordedSchema.parse(readJson('gemini'));
const { declaration, manual } = tokenizerSchema.parse(readJson('tokenizer'));

interface Counted {
  tokens: number;
  tally: Record<string, number>;
}

/** What is not in a fixture is 0. */
const whole = (counts: Record<string, number>): CharacterTally => ({ ...tallyCharacters(''), ...counts });
const errorOf = ({ tokens, tally: counts }: Counted) => tokensOf(whole(counts)) / tokens - 1;
const isOff = (share: number) => (counted: Counted) => Math.abs(errorOf(counted)) > share;

/** Prompts whose schema was counted: all of Vertex AI's with a newer model, and one of an older model's. */
const withCountedSchema = [
  'chat_with_schema_with_vertexai_gemini-3-flash-preview_accepts_a_json_schema_and_returns_structured_output.yml',
  'chat_with_schema_with_vertexai_gemini-3-flash-preview_accepts_schematist_schema_class_instances_and_returns_structured_output.yml',
  'chat_with_schema_with_vertexai_gemini-3-flash-preview_allows_removing_schema_mid-conversation.yml',
  'test_google_native_output_multiple.yaml',
];
const plain = records.filter(({ kind, file }) => kind === 'answer' || !withCountedSchema.includes(file));

describe('what Gemini counted in recorded exchanges', () => {
  test('when texts have at least 20 tokens, each estimate is within 25 %', () => {
    expect(plain.length).toBeGreaterThan(200);
    expect(plain.filter(isOff(0.25))).toEqual([]);
  });

  test('when texts have at least 100 tokens, each estimate is within 16 %, and nine in ten within 10 %', () => {
    const long = plain.filter(({ tokens }) => tokens >= 100);
    expect(long.length).toBeGreaterThan(75);
    expect(long.filter(isOff(0.16))).toEqual([]);
    expect(long.filter(isOff(0.1)).length).toBeLessThan(long.length / 10);
  });

  test('when all texts are taken together, the estimate is within 2 %', () => {
    const estimated = plain.reduce((sum, record) => sum + tokensOf(whole(record.tally)), 0);
    const real = plain.reduce((sum, { tokens }) => sum + tokens, 0);
    expect(Math.abs(estimated / real - 1)).toBeLessThan(0.02);
  });

  test('when a schema is counted with the prompt, the estimate is off, and it is so for these prompts alone', () => {
    const off = records.filter(isOff(0.25)).map(({ file }) => file);
    expect(off.sort()).toEqual(withCountedSchema);
  });

  test('when a bound is set, no text of them passes it', () => {
    expect(plain.filter(({ tokens, tally: counts }) => mostTokensOf(whole(counts)) < tokens)).toEqual([]);
  });
});

/** As the Declaration's files are named. */
const wellEstimated =
  `eng deu_1996 fra spa ita por_PT por_BR nld pol ces slk hun fin swe dan nob ron_2006 hrv tur vie
  ind cat glg ell_monotonic rus ukr bul heb arb urd hin ben tam mar tha jpn kor cmn_hans cmn_hant`.split(
    /\s+/,
  );

describe('what the tokenizer of Gemma 3 counts in other languages', () => {
  test.each(wellEstimated)(
    'when the Declaration of Human Rights is in %s, the estimate is within 25 %%',
    (language) => {
      const found = declaration.texts.filter((text) => text.language === language);
      expect(found).toHaveLength(1);
      expect(found.filter(isOff(0.25))).toEqual([]);
    },
  );

  test('when it is in any of 67 languages, the estimate is at most half too low and never a quarter too high', () => {
    const errors = declaration.texts.map(errorOf);
    expect(errors).toHaveLength(67);
    expect(Math.min(...errors)).toBeGreaterThan(-0.5);
    expect(Math.max(...errors)).toBeLessThan(0.25);
  });

  test.each(manual.texts.map((text) => [text.language, text] as const))(
    'when a manual with code in it is in %s, the estimate is within 10 %%',
    (_, text) => {
      expect(Math.abs(errorOf(text))).toBeLessThan(0.1);
    },
  );

  test('when a bound is set, no text in any language passes it', () => {
    const all = [...declaration.texts, ...manual.texts];
    expect(all.filter(({ tokens, tally: counts }) => mostTokensOf(whole(counts)) < tokens)).toEqual([]);
  });
});
