import type { Sentence } from '../../analysis/analysis.ts';
import type { Materials } from '../../materials/schemas.ts';
import type { Citation } from '../../source.ts';
import { finished } from '../phrases.ts';
import { citationsOf } from '../select-prose.ts';
import { asSpoken } from './as-spoken.ts';

export type Turn = Materials['podcast-script']['turns'][number];

/** 0 or 1: which host. */
export type Host = 0 | 1;

export const otherHost = (host: Host): Host => (host === 0 ? 1 : 0);

/** Collects turns. Two turns in a row of one host become one, as nobody pauses for himself. */
export interface ScriptBuilder {
  /** Says a phrase that states nothing. */
  say(host: Host, text: string): void;
  /** Says sentences of the source, after some words of the host's own. */
  tell(host: Host, sentences: Sentence[], lead?: string): void;
  /** Says a statement that is put together from cited ranges. */
  state(host: Host, text: string, citations: Citation[]): void;
  lastHost(): Host | undefined;
  turns(): Turn[];
}

export function createScriptBuilder(hosts: [string, string], sectionOf: () => string): ScriptBuilder {
  const turns: (Turn & { host: Host })[] = [];
  function add(host: Host, text: string, citations: Citation[]): void {
    const section = sectionOf();
    const last = turns.at(-1);
    if (last && last.host === host && last.section === section) {
      last.text = `${last.text} ${text}`;
      last.citations.push(...citations);
    } else turns.push({ host, speaker: hosts[host], text, section, citations: [...citations] });
  }
  return {
    say: (host, text) => add(host, text, []),
    tell(host, sentences, lead = '') {
      // Each by itself: a sentence that lost its end to a cut must not run into the next one.
      const text = sentences
        .map((sentence) => asSpoken(sentence.text))
        .filter((spoken) => spoken !== '')
        .map(finished)
        .join(' ');
      if (text !== '') add(host, [lead, text].filter(Boolean).join(' '), citationsOf(sentences));
    },
    state: add,
    lastHost: () => turns.at(-1)?.host,
    turns: () =>
      turns.map(({ speaker, text, section, citations }) => ({ speaker, text, section, citations })),
  };
}
