import type { Cell, Finding, ServiceReport } from '../report/report.ts';
import type { Service } from './service.ts';

/** HT053 to HT055, as they follow from the matrix: where a service has no test at all, only that is said. */
export function serviceFindings(
  reports: readonly ServiceReport[],
  services: readonly Service[],
  nameOf: (path: string) => string,
): Finding[] {
  return reports.flatMap((report): Finding[] => {
    const { name, tests, operations, dependencies } = report;
    if (tests.real + tests.weak === 0) {
      const entry = services.find((service) => service.name === name)?.entries[0];
      const file = entry === undefined ? report.root : nameOf(entry);
      const counted = Object.entries(tests).filter(([, count]) => count > 0);
      const beside =
        counted.length === 0
          ? ''
          : `, but ${counted.map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`;
      const message = `Service ${name} has no integration test that tells whether it works${beside}.`;
      return [{ rule: 'HT053', severity: 'warning', ...place({ file, line: 1 }), message }];
    }
    return [
      ...operations
        .filter(({ success }) => isEmpty(success))
        .map((operation): Finding => ({
          ...{ rule: 'HT054', severity: 'warning', ...place(operation) },
          message: `No real integration test of ${name} reaches ${operation.name}.`,
        })),
      ...operations
        .filter(({ success, failure }) => isEmpty(failure) && !isEmpty(success))
        .map((operation): Finding => ({
          ...{ rule: 'HT055', severity: 'warning', ...place(operation) },
          message: `No real integration test of ${name} sees ${operation.name} fail.`,
        })),
      ...dependencies
        .filter(({ down }) => isEmpty(down))
        .map((dependency): Finding => ({
          ...{ rule: 'HT055', severity: 'warning', ...place(dependency) },
          message: `No real integration test of ${name} sees ${dependency.name} down.`,
        })),
    ];
  });
}

const isEmpty = (cell: Cell): boolean => cell !== null && !cell.covered;

const place = ({ file, line }: { file: string; line: number }) =>
  ({ file, line, endLine: line, column: 1, test: null, confidence: 'static' }) as const;
