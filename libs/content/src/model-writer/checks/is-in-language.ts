import { languagesWithStopWords } from '../../analysis/stop-words.ts';
import { shareOfStopWords } from '../../quality/measure-language.ts';
import { detectLanguage } from '../../source/detect-language.ts';

/** Of the words of running text, and of no text in another language. */
const surelyInLanguage = 0.4;
/** A language shows in its first few hundred words. */
const sampleCharacters = 3000;
/** Names and terms may stand in another script; most letters are of the language's own. */
const minShareOfScript = 0.5;

/**
 * Whether a text begins in a language (BCP 47), judged by its script first. Neighbours such as Danish and Norwegian are hard to tell
 * apart: a language that can only be guessed at by its letters counts as right, unless the text is plainly in one that is
 * known well.
 */
export function isInLanguage(text: string, language: string): boolean {
  const prose = text.slice(0, sampleCharacters);
  if (shareOfScript(prose, language) < minShareOfScript) return false;
  if (isKnownWell(language) && shareOfStopWords(prose, language) >= surelyInLanguage) return true;
  const detected = detectLanguage(prose);
  if (primary(detected) === primary(language)) return true;
  return !isKnownWell(language) && !isKnownWell(detected);
}

/** Codes of ISO 15924 that Unicode knows by other names, or that stand for several scripts. */
const scriptsOf: Record<string, string[]> = {
  ...{ Jpan: ['Hani', 'Hira', 'Kana'], Hrkt: ['Hira', 'Kana'], Kore: ['Hang', 'Hani'], Hans: ['Hani'] },
  ...{
    Hant: ['Hani'],
    Hanb: ['Hani', 'Bopo'],
    Latf: ['Latn'],
    Latg: ['Latn'],
    Cyrs: ['Cyrl'],
    Aran: ['Arab'],
  },
};

/** Languages that are written in more than one script, by their primary tags (CLDR, "Languages and Scripts"). */
const inSeveralScripts = new Set([
  'az',
  'bs',
  'ha',
  'kk',
  'ks',
  'ku',
  'ky',
  'mn',
  'ms',
  'pa',
  'sd',
  'sr',
  'tg',
  'tk',
  'tt',
  'ug',
  'uz',
]);

/** 0–1, of the letters: how many belong to the script in which the language is usually written; 1 if that isn't known. */
function shareOfScript(prose: string, language: string): number {
  const locale = new Intl.Locale(language);
  const isOpen = locale.script === undefined && inSeveralScripts.has(locale.language);
  const script = isOpen ? undefined : locale.maximize().script;
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const own = script === undefined ? undefined : lettersOf(scriptsOf[script] ?? [script]);
  return own && letters > 0 ? (prose.match(own)?.length ?? 0) / letters : 1;
}

/** Undefined for a code that is none of a script, as those for private use. */
function lettersOf(scripts: string[]): RegExp | undefined {
  try {
    return new RegExp(`(?=\\p{L})[${scripts.map((name) => String.raw`\p{Script=${name}}`).join('')}]`, 'gu');
  } catch {
    return undefined;
  }
}

const primary = (language: string) => language.toLowerCase().split('-')[0] ?? '';

const isKnownWell = (language: string) => languagesWithStopWords.includes(primary(language));
