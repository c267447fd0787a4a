import { parseSync } from 'oxc-parser';

import type { Rule } from './rule.ts';

const looksLikeOracle = /^\s*(?:await\s+|return\s+)*(?:expect(?:\.soft)?\s*\(.*\)\s*\.|assert(?:\.\w+)?\s*\(|\w+\.should\.|t\.(?:is|equal|deepEqual|true|ok)\s*\()/m;

export const commentedOracle: Rule = {
  id: 'HT012',
  name: 'commented oracle',
  severity: 'warning',
  summary: 'An assertion was commented out.',
  check({ test }) {
    const { body, module } = test;
    if (body === undefined) return [];
    return module.comments
      .filter(({ start, end, value }) => body.start < start && end < body.end && looksLikeOracle.test(value))
      .filter(({ value }) => value.split('\n').some((line) => looksLikeOracle.test(line.replace(/^\s*\*/, '')) && parses(line)) || parses(value))
      .map((node) => ({ node, message: 'An assertion is commented out.' }));
  },
};

/** Words about an assertion are no assertion. */
function parses(text: string): boolean {
  const code = text.replace(/^\s*\*?\s*/, '');
  const wrapped = `async function* f() { ${code}\n }`;
  return parseSync('comment.tsx', wrapped).errors.length === 0;
}
