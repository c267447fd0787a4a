import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aDependency, anOperation, aReport, aService } from '../../testing/a-report.ts';
import { renderTerminal } from './render-terminal.ts';

const render = (report: Report, width = 100): string =>
  renderTerminal(report, { color: false, width, readSource: () => undefined });

describe('services on a terminal', () => {
  const services = [
    aService(),
    aService({
      name: 'audio',
      ...{ score: 61.25, isProvisional: true, integrity: 0.8, boundary: 0.469, kill: null },
      operations: [
        anOperation({ name: 'whole', failure: { covered: true, tests: [] } }),
        anOperation({ name: 'speak', success: { covered: true, tests: [] }, failure: null }),
        anOperation({ name: 'hush' }),
      ],
      dependencies: [aDependency({ name: 'Voice', up: { covered: false, tests: [] } })],
    }),
    aService({ name: 'empty', score: 0, operations: [], dependencies: [] }),
  ];

  test('when there are some, the lowest score comes first, and a provisional one says so', () => {
    const shown = render(aReport({ services })).split('\n');
    expect(shown.slice(0, 4)).toStrictEqual([
      'Service  Score             Integrity  Boundary  Kill  Integration tests',
      'empty    0                 95 %       90 %      92 %  12 real, 1 weak',
      'audio    61.2 provisional  80 %       46 %      –     12 real, 1 weak',
      'cache    92.5              95 %       90 %      92 %  12 real, 1 weak',
    ]);
  });

  test('when there is no room for the tests, the other columns are shown', () => {
    expect(render(aReport({ services }), 60).split('\n')[0]).toBe(
      'Service  Score             Integrity  Boundary  Kill',
    );
  });

  test('when they have boundaries, gaps come first and the signs are explained', () => {
    const shown = render(aReport({ services })).split('\n\n')[1];
    expect(shown?.split('\n')).toStrictEqual([
      'Boundary of audio',
      '  operations',
      '    ✔✘ hush   ✔✔ whole  ✔· speak',
      '  dependencies',
      '    ✘✘ Voice',
      'Boundary of cache',
      '  operations',
      '    ✔✘ createCache',
      '  dependencies',
      '    ✔✘ Store',
      '  operations: success, failure; dependencies: up, down; ✔ covered, ✘ not, · nothing to cover',
    ]);
  });

  test('when there are many operations, as many stand on a line as fit', () => {
    const operations = Array.from({ length: 5 }, (_, index) => anOperation({ name: `operation${index}` }));
    const report = aReport({ services: [aService({ operations, dependencies: [] })] });
    const lines = render(report, 40).split('\n');
    const first = lines.indexOf('  operations') + 1;
    expect(lines.slice(first, first + 3)).toStrictEqual([
      '    ✔✘ operation0  ✔✘ operation1',
      '    ✔✘ operation2  ✔✘ operation3',
      '    ✔✘ operation4',
    ]);
  });

  test('when names fill a line to its last column, they share it', () => {
    const operations = ['one', 'two'].map((name) => anOperation({ name: name.padEnd(14, '.') }));
    const report = aReport({ services: [aService({ operations, dependencies: [] })] });
    expect(render(report, 40)).toContain('\n    ✔✘ one...........  ✔✘ two...........\n');
    expect(render(report, 41)).toContain('\n    ✔✘ one...........  ✔✘ two...........\n');
    const longer = operations.map((operation) => ({ ...operation, name: `${operation.name}..` }));
    expect(render(aReport({ services: [aService({ operations: longer, dependencies: [] })] }), 40)).toContain(
      '\n    ✔✘ one.............\n    ✔✘ two.............\n',
    );
  });

  test('when a name is too long for a line, it is cut', () => {
    const operations = [anOperation({ name: 'n'.repeat(90) })];
    const shown = render(aReport({ services: [aService({ operations, dependencies: [] })] }), 40);
    expect(shown).toContain(`\n    ✔✘ ${'n'.repeat(32)}…\n`);
  });

  test('when there is none, there is no table', () => {
    expect(render(aReport())).not.toMatch(/Service|Boundary|Score/);
  });
});
