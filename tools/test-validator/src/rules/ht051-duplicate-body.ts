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
      if (text.length < 12 || /^throw|^(fail|pending)\(/.test(text)) return [];
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

/**
 * The parameters and the body without what does not matter: comments, spaces, the kind of quotes, semicolons, last
 * commas. What stands in quotes stays as it is.
 */
function gist(fn: FunctionNode, { text, comments }: Module): string {
  const { body, params } = fn;
  if (body === null) return '';
  const [first] = params;
  let code = first === undefined ? '' : text.slice(first.start, params.at(-1)?.end);
  let at = body.start;
  for (const comment of comments) {
    if (comment.start < body.start || comment.end > body.end) continue;
    code += text.slice(at, comment.start);
    at = comment.end;
  }
  code += text.slice(at, body.end);
  const inner = body.type === 'BlockStatement' ? code.replace('{', '').slice(0, -1) : code;
  return inner
    .replace(
      /(['"])((?:\\.|(?!\1)[^\\\n])*)\1|`(?:\\.|[^`\\])*`|\s+|;|,(?=\s*[)\]}])/g,
      (part, quote, inside) => (quote === undefined ? (part.startsWith('`') ? part : '') : `"${inside}"`),
    )
    .replace(/^return(?=\W)/, '');
}
