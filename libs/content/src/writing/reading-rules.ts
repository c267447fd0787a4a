import type { Sentence } from '../analysis/analysis.ts';
import { isTitle } from '../analysis/find-references.ts';
import { standsAlone } from '../analysis/stands-alone.ts';
import { ungroundedWords } from '../quality/ungrounded-words.ts';
import type { Source } from '../source.ts';

/** Sentences about the book instead of its subject: pointers to chapters, figures, exercises, "in this section". */
const aboutTheText =
  /\b(?:this|next|previous|preceding|following|current|last|our) (?:chapter|section|book|textbook|article|lesson|unit|module|figure|table|video|page|text|paper)s?\b|\b(?:the|as the) (?:chapter|section|book|textbook|module|article) (?:\w+ )?(?:again|turns?|examines?|explores?|discuss|focuses|looks?|describes?|considers?|will|has|explains?)\b|\b(?:chapter|figure|fig\.|table|section|exercise|kapitel|abbildung|tabelle|chapitre|capítulo|figura|tabla) \d|\b(?:later|earlier) in (?:the|this)\b|\b(?:as (?:we|you) (?:saw|will see|have seen|learned)|we (?:will|shall|have) (?:see|seen|discuss|explore|examine|look)|you will (?:learn|see|read|be able)|discussed (?:above|below|earlier|later)|(?:see|shown|described|posed|listed|mentioned|noted) (?:above|below|earlier))\b|\b(?:before turning to|let us (?:turn|look|consider)|(?:brief|general),? (?:outline|overview) of|good source of|further reading|learning (?:objectives|outcomes))\b|\byour answers?\b|\b(?:click|scroll|download|watch the|log in|subscribe)\b/i;

/** Openings that lean on an earlier sentence, by language; what the analysis knows of English is not repeated. */
const leaningStarts: Record<string, RegExp> = {
  en: /^(?:(?:from|in|on|by|for|at|under|through|according to|as (?:a result|part)) (?:this|that|these|those|such|either|both|each|the same)\b|in (?:many|most|some|other|all) (?:ways|cases|respects)\b|alternately|alternatively|accordingly|even so|likewise|similarly|that said|unfortunately|fortunately|not surprisingly|surprisingly|clearly|obviously|ultimately|eventually|subsequently|later|first|second|third|fourth|secondly|thirdly|lastly|next|now|today’s|perhaps|certainly|yes|no|well|more (?:recently|specifically|generally|importantly|precisely)|specifically|in particular|in short|in sum|in the end|in turn|in response|in practice, (?:this|it)|on (?:the one|one) hand|to (?:do (?:so|this)|illustrate|summarize|be sure)|at (?:first|the same time|least)|either way|if (?:so|not|this|that|it|they|he|she)|when (?:this|that|it|they|he|she)|because (?:it|they|he|she|this|of (?:this|that|these|their|its))|although (?:it|they|he|she|this)|while (?:it|they|he|she|this)|since (?:it|they|he|she|then|this)|once (?:it|they|he|she|that|this)|after (?:this|that|they|it|he|she)|before (?:this|that|they|it)|the (?:basis for|reason for) this|what(?:’|')s more|what this|there (?:is|are) (?:yet|also|another)|like (?:this|that|these|those|its|their|his|her)|unlike (?:this|that|these|those|it|them|its|their|his|her)|(?:two|three|four|several|many|most|all|some|none|each|any|few|much) of (?:these|those|them|which|this|its|his|her|their)|(?:one|a|an|the) (?:second|third|fourth|final|last|further|other|next|first|result|latter|former|same|opposite|answer|reverse|exception|reason)\b(?! of the| world| century| amendment| law)|(?:the|an?) (?:(?:\w+ )?alternative|additional|related|similar|corresponding|resulting))(?![\p{L}\p{N}])/iu,
  de: /^(?:er|sie|es|dies|diese[rsmn]?|das (?:ist|war|hat|wird|bedeutet|heißt)|jene[rsmn]?|ihr[esmn]?|sein[esmn]?|deren|dessen|dabei|dadurch|dafür|dagegen|daher|damit|danach|daneben|daran|daraus|darin|darüber|darum|davon|dazu|deshalb|deswegen|trotzdem|dennoch|jedoch|aber|und|oder|denn|doch|sondern|also|außerdem|ferner|zudem|hier|dort|so|dann|auch|beide|solche[rsmn]?|allerdings|hierbei|hierfür|hingegen|infolgedessen|stattdessen|schließlich|zum beispiel|beispielsweise|erst|später)(?![\p{L}\p{N}])/iu,
  fr: /^(?:il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|celui|celle|c['’]est|son|sa|ses|leur|leurs|mais|et|ou|donc|car|or|ainsi|alors|cependant|pourtant|toutefois|en effet|de plus|en outre|par conséquent|par exemple|puis|ensuite|enfin|ici|là|y|en revanche|au contraire|également|aussi|d['’]ailleurs|on)(?![\p{L}\p{N}])/iu,
  es: /^(?:él|ella|ellos|ellas|este|esta|estos|estas|esto|ese|esa|esos|esas|eso|aquel|aquella|su|sus|pero|y|o|pues|así|entonces|sin embargo|no obstante|además|por eso|por ello|por lo tanto|por ejemplo|luego|después|finalmente|aquí|allí|también|en cambio|al contrario|asimismo|lo cual|lo que)(?![\p{L}\p{N}])/iu,
};

/** The same inside a sentence: "Oxygen is a waste product of this step". After a comma it may point back into the sentence. */
const leaningInside: Record<string, RegExp> = {
  en: /^[^,]*\b(?:this|these|such|the latter|the former)\b(?! as\b)/i,
  de: /(?<![\p{L}])(?:dadurch|dabei|dagegen|daraus|darin|davon|dazu|damit|darauf|hierbei|jedoch|deshalb)(?![\p{L},])|^[^,]{0,40}(?<!\p{L})dies(?:e[rsmn]?)?(?!\p{L})/iu,
  fr: /^[^,]{0,40}(?<!\p{L})(?:ce|cet|cette|ces|celui-ci|celle-ci)(?!\p{L})(?! qu[ei'’])/iu,
  es: /^[^,]{0,40}(?<!\p{L})(?:este|esta|estos|estas|dicho|dicha|ese|esa)(?!\p{L})/iu,
};

/** "For long lists it is slow": a pronoun before any noun that it could stand for. */
const earlyPronoun =
  /^(?:For|In|On|At|By|With|From|To|After|Before|Under|Over|During|Through) (?:[\p{L}-]+ ){1,4}(?:it|they|he|she) (?!is (?:\w+ )?(?:that|to)\b)/u;

/** Orders to a reading machine: what nobody says to a student. */
const commands = [
  /\b(?:ignore|disregard|forget) (?:(?:all|any|the|your|of) )*(?:previous|prior|above|earlier|preceding) (?:instructions|prompts?|rules|messages)\b/i,
  /\b(?:ignore|disregard|forget) (?:the|your|any|all) (?:\w+ )?(?:guidelines|instructions|prompts?)\b/i,
  /\b(?:note|message|attention|reminder) (?:to|for) (?:the |any |all )?(?:AIs?|assistants?|(?:large )?language models?|LLMs?|chatbots?)\b/i,
  /\b(?:I|we) (?:order|instruct|command) the (?:AI|assistant|language model|model)\b|\byou are (?:now )?DAN\b/i,
  /\bnew (?:task|instructions?|prompt):|\b(?:answer|respond to) every question with\b/i,
  /\brepeat (?:everything|all|the (?:text|words))(?: \w+){0,3} above\b/i,
  /\[\/?INST\]|<\|im_(?:start|end)\|>|<<\/?SYS>>|<\/?(?:tool_call|function_calls|invoke)\b/i,
  /^\s*(?:SYSTEM|ASSISTANT):/m,
];

export const commandsModels = (text: string): boolean => commands.some((command) => command.test(text));

const aboutModels =
  /\bsystem prompt\b|\byou are (?:now )?(?:an? )?(?:AI|assistant|chatbot|language model)\b/i;

/** The same, and what is likely to be one: students have no use for them, and a model that reads on must not get them. */
export const ordersModels = (text: string): boolean => aboutModels.test(text) || commandsModels(text);

/** Longer sentences are hard to read, to hear and to cite; they are mostly tables or lists in disguise. */
export const maxSentenceCharacters = 450;

/** A sentence that ran into what follows it: the rest of a footnote, or of an address. */
const gluedText =
  /\/\/|“[^”]+,” .*\b(?:1[89]|20)\d\d\b|\p{Ll}{2}[.!?]+["”’)]*\p{L}{2}|\w\/\w+\/|\b\w+\.(?:org|com|edu|gov|net)\b/u;

/** Whether a sentence belongs in front of students at all. */
export function isPresentable(sentence: Sentence, source: Source): boolean {
  const { text } = sentence;
  if (text.length > maxSentenceCharacters || text.length < 20) return false;
  if (aboutTheText.test(text) || /https?:|www\.|doi:|[<>{}\\|]|\bibid\b|\bet al\./i.test(text)) return false;
  if (gluedText.test(text) || ordersModels(text) || lostAnAddress(sentence, source)) return false;
  if (source.language.startsWith('en') && isTitle(text)) return false;
  if (text.includes('?') || /^["“”'’‘,;:.)\]]*\p{Ll}/u.test(text)) return false;
  if (!/[.!…:]["”’»)\]]*$/.test(text) || !isBalanced(text)) return false;
  // A reference that was cut badly leaves words that the source does not have there.
  if (ungroundedWords({ text, citations: [sentence] }, source.text).length > 0) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters / text.length > 0.6;
}

/** Whether a statement can start with this sentence: nothing in it leans on what stands before. */
export function opensAlone(sentence: Sentence, language: string, isInProse: boolean): boolean {
  // The analysis asks for a verb that it knows, which keeps captions out; amid other sentences nothing is a caption.
  const isWhole = sentence.standsAlone || (isInProse && standsAlone(sentence.text, sentence.words, false));
  if (!isWhole) return false;
  const leaning = leaningStarts[language.slice(0, 2)];
  if (leaning?.test(sentence.text) || leaningInside[language.slice(0, 2)]?.test(sentence.text)) return false;
  if (earlyPronoun.test(sentence.text)) return false;
  // A pronoun right after an opening phrase ("In 1990, he …") has nobody to point to.
  return !/^[^,]{2,60}, (?:he|she|they|it|his|her|their|its|this|these|those|er|sie|es|il|elle)(?!\p{L})(?! (?:is|was) (?:\w+ )?(?:that|to)\b)/iu.test(
    sentence.text,
  );
}

/** "Visit https://… today" without its address is no sentence any more; one at the end is a reference. */
function lostAnAddress({ start, end, words }: Sentence, { text }: Source): boolean {
  const [before, after] = text.slice(start, end).split(/(?:https?:\/\/|www\.)\S+/);
  const [first = ''] = words;
  return after !== undefined && /\p{L}{2}/u.test(after) && before?.toLowerCase().includes(first) === true;
}

function isBalanced(text: string): boolean {
  return pairs.every(([open, close]) => text.split(open).length === text.split(close).length);
}

const pairs: [string, string][] = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
  ['«', '»'],
];
