import { blockAround, type FunctionNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Rule } from './rule.ts';

export const duplicateBody: Rule = {
  id: 'HT051',
  name: 'duplicate body',
  severity: 'warning',
  summary: 'Two tests of one block do the same.',
  checkFile({ tests }, module) {
    const seen = new Map<string, string>();
    return tests.flatMap((test) => {
      const { body, definition } = test;
      if (body === undefined || definition.table !== undefined || test.isTodo) return [];
      const text = gist(body, module);
      // What is empty, or only says that it is not written, has rules of its own.
      if (text.length < 12 || /^throw\b|^(fail|pending)\(/.test(text)) return [];
      const key = `${blockAround(test.call)} ${text}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, test.title);
        return [];
      }
      return [{ node: test.call, test, message: `Does just what "${before}" does.` }];
    });
  },
};

/** The body without what does not matter: comments, spaces, the kind of quotes, semicolons, last commas. */
function gist({ body }: FunctionNode, { text, comments }: Module): string {
  if (body === null) return '';
  let code = '';
  let at = body.start;
  for (const comment of comments) {
    if (comment.start < body.start || comment.end > body.end) continue;
    code += text.slice(at, comment.start);
    at = comment.end;
  }
  code += text.slice(at, body.end);
  const inner = body.type === 'BlockStatement' ? code.slice(1, -1) : code;
  return inner
    .replace(/\s+/g, '')
    .replace(/[`'"]/g, '"')
    .replace(/;/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/^return(?=\W)/, '');
}
