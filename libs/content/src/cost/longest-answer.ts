import { asSchemaNode, type SchemaNode } from '../materials/schema-node.ts';
import { materialJsonSchema } from '../materials/schemas.ts';
import type { CallPurpose } from '../ports/text-model.ts';
import { type AnswerFacts, plannedNotes, plannedScript } from './answer-facts.ts';

export interface LongestAnswer {
  /** Of text that a reader sees. */
  characters: number;
  /** Of keys, quotes, indentation and numbers of passages. */
  jsonTokens: number;
}

/** A key with its quotes, a comma and perhaps a line break with its indentation. */
const tokensAKey = 9;
/** A list of passages: some four numbers, digits being tokens. */
const tokensOfPassages = 24;
/** A script may run over its plan so far. */
const scriptMargin = 1.5;
/** Turns are shortest in lively talk. */
const shortestUsualTurn = 80;
/** The section's title and the speaker's name that each turn repeats. */
const labelsOfTurn = 70;
/** The bodies of a study guide together, by its schema. */
const studyGuideBodies = 20_000;
const studyGuideSections = 15;
/** The schema sets no end to the sections of a reading: more than twice the usual length of the most sections. */
const readingBodies = 30_000;
const maxNote = 300;

/** No good answer is so much longer than its source. */
const sourceCap = (sourceCharacters: number) => 6000 + 2 * sourceCharacters;

/** The longest answer of a kind: by the bounds of its schema, by the plan where there are none, and by the source. */
export function longestAnswer(purpose: CallPurpose, facts: AnswerFacts): LongestAnswer {
  if (purpose === 'notes') {
    const notes = plannedNotes(facts);
    return { characters: notes * maxNote, jsonTokens: notes * (2 * tokensAKey + tokensOfPassages) };
  }
  const bySchema = longestOf(materialJsonSchema(purpose));
  const longest = add(bySchema, longestUnbounded(purpose, facts));
  // The plan of a script has its own measure of what the source supports.
  if (purpose === 'podcast-script') return longest;
  const share = Math.min(1, sourceCap(facts.sourceCharacters) / longest.characters);
  return { characters: share * longest.characters, jsonTokens: share * longest.jsonTokens };
}

function longestUnbounded(purpose: CallPurpose, facts: AnswerFacts): LongestAnswer {
  switch (purpose) {
    case 'podcast-script': {
      const characters = plannedScript(facts) * scriptMargin;
      const turns = characters / shortestUsualTurn;
      return {
        characters: characters + turns * labelsOfTurn,
        jsonTokens: turns * (4 * tokensAKey + tokensOfPassages),
      };
    }
    case 'study-guide': {
      const jsonTokens = studyGuideSections * (3 * tokensAKey + tokensOfPassages);
      return { characters: studyGuideBodies + studyGuideSections * 200, jsonTokens };
    }
    case 'reading-material':
      return { characters: readingBodies, jsonTokens: 0 };
    default:
      return nothing;
  }
}

const nothing: LongestAnswer = { characters: 0, jsonTokens: 0 };

const add = (one: LongestAnswer, other: LongestAnswer): LongestAnswer => ({
  characters: one.characters + other.characters,
  jsonTokens: one.jsonTokens + other.jsonTokens,
});

/** Texts and lists without a bound count nothing here. */
function longestOf(node: SchemaNode): LongestAnswer {
  if (node.type === 'object') {
    return Object.entries(node.properties ?? {})
      .map(([name, property]) => longestProperty(name, asSchemaNode(property)))
      .reduce(add, nothing);
  }
  if (node.type === 'array') {
    const { characters, jsonTokens } = longestOf(asSchemaNode(node.items));
    const count = node.maxItems ?? 0;
    return { characters: count * characters, jsonTokens: count * (jsonTokens + 2) };
  }
  return { characters: node.maxLength ?? 0, jsonTokens: node.enum ? 2 : 0 };
}

function longestProperty(name: string, node: SchemaNode): LongestAnswer {
  const value = /citations$/i.test(name) ? { characters: 0, jsonTokens: tokensOfPassages } : longestOf(node);
  return add(value, { characters: 0, jsonTokens: tokensAKey });
}
