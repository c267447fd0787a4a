import type { Sentence } from '../../analysis/analysis.ts';

/** What a statement does after the one before, as far as its words tell: the listener asks for just that. */
export type Move = 'example' | 'but' | 'compare' | 'result' | 'then' | 'more';

const example =
  /(?<!\p{L})(?:for example|for instance|such as|zum Beispiel|beispielsweise|par exemple|por ejemplo)(?!\p{L})/iu;
const maxExampleOffset = 40;
const objection =
  /^(?:but|however|although|though|despite|yet|still|nevertheless|jedoch|aber|dennoch|trotzdem|mais|cependant|pourtant|pero|sin embargo)(?!\p{L})|^[^,]{2,30}, (?:however|jedoch|cependant|sin embargo),/iu;
const comparison =
  /^(?:unlike|compared (?:to|with)|whereas|while) |, (?:whereas|while|unlike) | (?:im Gegensatz zu|contrairement à|a diferencia de) /iu;
const consequence =
  /^(?:therefore|thus|as a result|consequently|hence|so|because of this|this means|deshalb|daher|folglich|donc|ainsi|por eso|por lo tanto)(?!\p{L})/iu;
const laterTime =
  /^(?:in|by|on|from|after|until|im Jahr|en|em) (?:\p{L}+ ){0,3}(?:1\d{3}|20\d\d)(?!\d)|^(?:later|then|afterwards|soon|dann|später|danach|puis|ensuite|luego|después)(?!\p{L})/iu;

/** Contrast, consequence and order in time speak of the statement before, and count only in the same passage. */
export function moveOf(next: Sentence, previous: Sentence | undefined): Move {
  const { text } = next;
  if (previous?.passage !== next.passage) return 'more';
  if (isExample(next)) return 'example';
  if (objection.test(text)) return 'but';
  if (comparison.test(text)) return 'compare';
  if (consequence.test(text)) return 'result';
  return laterTime.test(text) ? 'then' : 'more';
}

export const isExample = ({ text }: Sentence): boolean => example.test(text.slice(0, maxExampleOffset));
