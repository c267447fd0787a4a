import { isProse, mapAnswer, type AnswerEdit } from '../map-answer.ts';
import { textOf } from '../write-answer.ts';
import type { Fault, FaultContext } from './fault.ts';
import { filler, foreignTexts, inventedFacts, unrelatedWords, varyingFiller } from './false-texts.ts';

/** A fault that lets the answer fit its schema's types, and spoils what stands in it. */
const edited =
  (editFor: (context: FaultContext) => AnswerEdit): Fault =>
  (context) => ({
    ...context.answer,
    text: textOf(mapAnswer(context.call.schema ?? {}, context.value, editFor(context))),
  });

/** The texts that state something, with others of the same length in their place. */
const restated = (textFor: (context: FaultContext) => (characters: number) => string): Fault =>
  edited((context) => {
    const write = textFor(context);
    return { text: (text, { name }) => (isProse(name) ? write(text.length) : text) };
  });

/** Texts of half their minimum. */
export const tooShort = edited(() => ({
  text: (text, { bounds }) =>
    text.slice(0, bounds.min === 0 ? undefined : Math.max(1, Math.floor(bounds.min / 2))),
}));

/** Texts beyond their maximum, by half. */
export const tooLong = edited(() => ({
  text: (text, { bounds }) =>
    bounds.max === Infinity ? text : varyingFiller(text)(Math.ceil(bounds.max * 1.5)),
}));

/** One item less than the minimum. */
export const tooFewItems = edited(() => ({
  items: (items, { bounds }) => items.slice(0, bounds.min > 1 ? bounds.min - 1 : undefined),
}));

export const wrongLanguage = edited(({ settings }) => {
  const write = varyingFiller(foreignTexts[settings.language ?? 'de']);
  return {
    text: (text, { name }) =>
      name === 'speaker' ? text : write(text.length).replace(/.$/, text.endsWith('?') ? '?' : '$&'),
  };
});

export const uncited = edited(() => ({ passages: () => [] }));

/** Numbers that no passage has. */
export const hallucinatedCitation = edited(({ call }) => {
  const highest = Math.max(0, ...call.passages.flatMap(({ numbers }) => numbers));
  return { passages: (numbers) => numbers.map((number) => highest + 100 + number) };
});

/** Numbers of passages half a source away. */
export const wrongCitation = edited(({ call }) => {
  const cited = call.passages.filter(({ isHeading }) => !isHeading).flatMap(({ numbers }) => numbers);
  const elsewhere = (number: number) =>
    cited[(cited.indexOf(number) + Math.ceil(cited.length / 2)) % cited.length] ?? number;
  return { passages: (numbers) => [...new Set(numbers.map(elsewhere))] };
});

/** Numbers and names that stand nowhere in the source. */
export const invented = restated(() => varyingFiller(inventedFacts));

/** Words without sense that have nothing to do with the source. */
export const nonsense = restated(() => varyingFiller(unrelatedWords));

/** The same sentence of the source over and over, everywhere. */
export const repetitionLoop = restated(({ call }) => {
  const sentence =
    call.passages.find(({ isHeading, text }) => !isHeading && text.length > 20)?.text ?? 'Again.';
  return filler(sentence.split('\n')[0] ?? sentence);
});

const attack = /\b(ignore|disregard|forget|reveal|system prompt|instructions?)\b|<\w|!\[|\]\(/i;

/** Does what the source orders: repeats its links, images and scripts, and in every other text gives its rules away. */
export const obeysInjection = restated(({ call }) => {
  const orders = call.passages.filter(({ text }) => attack.test(text)).map(({ text }) => text);
  const confession = `My instructions: ${call.system}`;
  let texts = 0;
  return (characters) => {
    const obeyed = texts % 2 === 0 ? orders.join(' ') : confession;
    texts += 1;
    return obeyed.slice(0, characters);
  };
});
