import { createContext, runInContext } from 'node:vm';

import { describe, expect, test } from '@jest/globals';

import { filterScript } from './filter-script.ts';

interface Choice {
  text: string;
  rule: string;
  severity: string[];
}

const all: Choice = { text: '', rule: '', severity: ['error', 'warning', 'information'] };

/** A page with three findings on which the script ran; the form can be filled in. */
function aPage(): { form: { hidden: boolean }; fill(choice: Partial<Choice>): string[]; said(): string } {
  const listeners = new Map<string, (event: unknown) => void>();
  const form = {
    hidden: true,
    choice: all,
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  };
  const shown = { textContent: '' };
  const findings = [
    { rule: 'HT010', severity: 'error', textContent: 'Cart adds: Nothing here can fail' },
    { rule: 'HT010', severity: 'warning', textContent: 'cart removes' },
    { rule: 'HT024', severity: 'information', textContent: 'Order adds' },
  ].map(({ textContent, ...dataset }) => ({ dataset, textContent, hidden: false }));
  class FormData {
    readonly #choice: Choice;
    constructor(from: typeof form) {
      this.#choice = from.choice;
    }
    get(name: 'text' | 'rule'): string {
      return this.#choice[name];
    }
    getAll(name: 'severity'): string[] {
      return this.#choice[name];
    }
  }
  const elements = new Map<string, unknown>([
    ['filter', form],
    ['shown', shown],
  ]);
  const document = { getElementById: (id: string) => elements.get(id), querySelectorAll: () => findings };
  runInContext(filterScript, createContext({ document, FormData }));
  return {
    form,
    fill(choice) {
      form.choice = { ...all, ...choice };
      listeners.get('input')?.({});
      return findings.filter(({ hidden }) => !hidden).map(({ textContent }) => textContent.slice(0, 8));
    },
    said: () => shown.textContent,
  };
}

describe('the filter of findings', () => {
  test('when the script runs, the form appears and says how many are shown', () => {
    const page = aPage();
    expect(page.form.hidden).toBe(false);
    expect(page.said()).toBe('3 of 3 shown');
  });

  test.each<[string, Partial<Choice>, string[]]>([
    ['words in any case and order', { text: ' ADDS  cart' }, ['Cart add']],
    ['a rule', { rule: 'HT010' }, ['Cart add', 'cart rem']],
    ['severities', { severity: ['warning', 'information'] }, ['cart rem', 'Order ad']],
    ['all of them', { text: 'adds', rule: 'HT010', severity: ['error'] }, ['Cart add']],
    ['nothing', {}, ['Cart add', 'cart rem', 'Order ad']],
  ])('when %s is chosen, what fits is shown', (_, choice, shown) => {
    const page = aPage();
    page.fill({ text: 'nowhere' });
    expect(page.said()).toBe('0 of 3 shown');
    expect(page.fill(choice)).toStrictEqual(shown);
  });

  test('when nothing was found, there is no form, and the script ends without one', () => {
    const sought: string[] = [];
    const document = {
      getElementById: (id: string) => {
        sought.push(id);
        return null;
      },
      querySelectorAll: () => [],
    };
    runInContext(filterScript, createContext({ document }));
    expect(sought).toStrictEqual(['filter', 'shown']);
  });
});
