import { type Comment, parseSync } from 'oxc-parser';

import type { Module } from '../syntax/parse-module.ts';
import type { Rule } from './rule.ts';

/** How a line begins that asserts, in one library or another. */
const beginsOracle =
  /^(?:await\s+|return\s+|void\s+)*(?:expect(?:\.\w+)?\s*\(|(?:sinon\.)?assert(?:\.\w+)?\s*\(|t\.\w+\s*\(|should\.|\.expect\(|[\w.()'"[\]]+\.should\.)/;

export const commentedOracle: Rule = {
  id: 'HT012',
  name: 'commented oracle',
  severity: 'warning',
  summary: 'An assertion was commented out.',
  check({ test }) {
    const { body, module } = test;
    if (body === undefined) return [];
    return blocksIn(module, body)
      .filter(({ text }) => holdsOracle(text))
      .map(({ node }) => ({ node, message: 'An assertion is commented out.' }));
  },
};

interface Block {
  node: Comment;
  text: string;
}

/** Comments on lines that follow one another belong together. */
function blocksIn({ comments, lines }: Module, body: { start: number; end: number }): Block[] {
  const blocks: Block[] = [];
  let lastLine = -1;
  for (const comment of comments) {
    if (comment.start < body.start || comment.end > body.end) continue;
    const line = lines.lineOf(comment.start);
    const block = blocks.at(-1);
    if (comment.type === 'Line' && block?.node.type === 'Line' && line === lastLine + 1)
      block.text += `\n${comment.value}`;
    else blocks.push({ node: comment, text: comment.value });
    lastLine = line;
  }
  return blocks;
}

function holdsOracle(text: string): boolean {
  const rows = text.split('\n').map((row) => row.replace(/^\s*\*?\s*/, ''));
  // From each line that begins as an assertion, the fewest lines that are whole code.
  return rows.some((row, first) => {
    if (!beginsOracle.test(row)) return false;
    for (let last = first + 1; last <= Math.min(rows.length, first + 20); last += 1) {
      if (isOracle(rows.slice(first, last).join('\n'))) return true;
    }
    return false;
  });
}

/** Words about an assertion are no assertion: it has to parse, and to be a call or a chain. */
function isOracle(code: string): boolean {
  const whole = code.startsWith('.') ? `request(app)${code}` : code;
  const { program, errors } = parseSync('comment.tsx', `async function* f(t) { ${whole}\n }`);
  const [fn] = program.body;
  if (errors.length > 0 || fn?.type !== 'FunctionDeclaration') return false;
  return (
    /[.)]\s*[\w$]*\s*\(|\.should\.|\.to\.|assert/.test(code) &&
    /\(|\.(true|false|ok|exist|null|undefined|empty)\b/.test(code)
  );
}
