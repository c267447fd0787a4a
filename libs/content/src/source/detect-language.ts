import { detectAll } from 'tinyld';

const sampleCharacters = 4000;
const minSampleCharacters = 40;

/** The language of `text` as BCP 47, judged by a sample; `en` when the text is too short or the guess is unsure. */
export function detectLanguage(text: string): string {
  const sample = text
    .slice(0, sampleCharacters)
    .replace(/https?:\S+/g, ' ')
    .replace(/[^\p{L}\s'’-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (sample.length < minSampleCharacters) return 'en';
  const [best, second] = detectAll(sample);
  if (!best || best.accuracy < 0.2) return 'en';
  if (second?.lang === 'en' && best.accuracy - second.accuracy < 0.1) return 'en';
  return best.lang;
}
