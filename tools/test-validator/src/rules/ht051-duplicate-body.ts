import type { Rule } from './rule.ts';

export const duplicateBody: Rule = {
  id: 'HT051',
  name: 'duplicate body',
  severity: 'warning',
  summary: 'Two tests of one block do the same.',
  checkFile({ tests }, module) {
    const seen = new Map<string, string>();
    return tests.flatMap((test) => {
      const { body, suite, definition } = test;
      if (body === undefined || definition.table !== undefined || test.isTodo) return [];
      const text = module.text.slice(body.start, body.end).replace(/\s+/g, ' ');
      // A line or less is often the same by chance; so is what is empty.
      if (text.length < 40) return [];
      const key = `${suite.node.start} ${text}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, test.title);
        return [];
      }
      return [{ node: test.call, test, message: `Does just what "${before}" does.` }];
    });
  },
};
