import type { Node } from 'oxc-parser';

import { bare, forEachChild, isFunction, propertyName, someNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** Statements of a test that assert on a failure, and the rest. */
export interface SplitStatements {
  failing: Node[];
  others: Node[];
  /** Of the failing ones, some look at a value (a status, a code) that came from a call elsewhere in the test. */
  isAboutValue: boolean;
}

const rejecting =
  /^(rejects?|throws?|toThrow\w*|toReject\w*|throwsAsync|throwAsync|isRejected|be(come)?Rejected\w*)$/;
const saying = /\b(error|errors|failed|failure|rejected|refused|unavailable|code|[45]\d\d)\b/i;

/** Divides the statements of a test by whether they expect something to fail. */
export function splitStatements(body: Node, module: Module): SplitStatements {
  const split: SplitStatements = { failing: [], others: [], isAboutValue: false };
  const visit = (statement: Node): void => {
    if (statement.type === 'BlockStatement') return statement.body.forEach(visit);
    if (statement.type === 'TryStatement' && statement.handler !== null) {
      const asserts = someNode(statement.handler, (node) => isNamed(node, /^(expect|assert|t)$/));
      (asserts ? split.failing : split.others).push(statement);
      return;
    }
    if (/^(For|While|DoWhile|If)/.test(statement.type)) return forEachChild(statement, visit);
    const text = module.text.slice(statement.start, statement.end);
    const asserts = /\b(expect|assert|should)\b|\.expect\(/.test(text);
    const rejects = someNode(statement, (node) => {
      const name = node.type === 'MemberExpression' ? propertyName(node) : undefined;
      return name !== undefined && rejecting.test(name);
    });
    if (rejects) split.failing.push(statement);
    else if (asserts && saying.test(text)) {
      split.failing.push(statement);
      split.others.push(statement);
      split.isAboutValue = true;
    } else split.others.push(statement);
  };
  if (isFunction(body) && body.body !== null) visit(bare(body.body));
  else visit(body);
  return split;
}

const isNamed = (node: Node, name: RegExp): boolean => node.type === 'Identifier' && name.test(node.name);
