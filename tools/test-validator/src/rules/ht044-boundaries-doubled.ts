import { importsIn } from '../analysis/imports-in.ts';
import { makesDouble } from '../analysis/doubles.ts';
import { mockedModules } from '../analysis/mocked-modules.ts';
import { isMarked } from '../tests/marker.ts';
import { someNode } from '../syntax/nodes.ts';
import { atTest, type Rule } from './rule.ts';

/** What stands for a neighbour in earnest, or at the wire. */
const wire =
  /\b(nock|msw|supertest|undici|MockAgent|createServer|listen|http|https|fetch|axios|got|testcontainers|sqlite|better-sqlite3|ioredis-mock|ioredis|redis|mongodb-memory-server|pg-mem|pg|emulator|spawn|fork|exec|execa|execFile|mkdtemp|writeFile|readFile|request|app|page|browser|playwright|puppeteer|knex|prisma|typeorm|sequelize|server|WebSocket|amqp|kafka)\b/i;

export const boundariesDoubled: Rule = {
  id: 'HT044',
  name: 'every boundary doubled',
  severity: 'warning',
  summary: 'An integration test whose neighbours are all doubles.',
  check(examined) {
    const { test, project } = examined;
    const { module, body } = test;
    if (body === undefined || test.isSkipped || !isMarked(module, project)) return [];
    const mocked = mockedModules(module);
    const isDoubling =
      mocked.size > 0 ||
      someNode(module.program, (node) => node.type === 'CallExpression' && makesDouble(node));
    if (!isDoubling) return [];
    // Words of mocked modules do not count: they are what was replaced.
    const text = [...mocked.keys()].reduce((rest, source) => rest.replaceAll(source, ''), module.text);
    if (wire.test(text.replace(/(['"`])[^'"`\n]*\1\s*,\s*(async\s*)?(\(|function)/g, ''))) return [];
    return importsIn(body, module).size > 0
      ? [atTest(examined, 'Every neighbour is a double: the integration is not tested.')]
      : [];
  },
};
