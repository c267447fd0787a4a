import { applySuppressions } from '../policy/suppressions.ts';
import type { FileReading } from '../reading/read-file.ts';
import { worstFirst } from '../report/finding-order.ts';
import type { Finding, Report } from '../report/report.ts';
import { summarize } from '../report/summarize.ts';
import { toolVersion } from '../tool-version.ts';
import { examineProject } from './examine-project.ts';
import type { Options } from './parse-options.ts';

/** Looks at the project in all ways that the options ask for, and puts together what was found. */
export async function makeReport(options: Options, startedAt: Date): Promise<Report> {
  const begun = performance.now();
  const { project, readings } = await examineProject(options);
  const files = [...readings];
  const tests = files.flatMap(([, reading]) => reading.tests);
  const services: Report['services'] = [];
  const findings = suppressed(
    files,
    project.nameOf,
    files.flatMap(([, reading]) => reading.findings),
  );
  return {
    schemaVersion: 1,
    tool: { name: 'test-validator', version: toolVersion },
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - begun),
    modes: { static: true, run: options.run, mutate: options.mutate },
    summary: summarize({ files: files.length, tests, findings, services }),
    services,
    tests,
    findings,
    notes: files.flatMap(([, reading]) => reading.notes),
  };
}

function suppressed(
  files: readonly [string, FileReading][],
  nameOf: (path: string) => string,
  findings: readonly Finding[],
): Finding[] {
  const comments = new Map(files.map(([path, reading]) => [nameOf(path), reading.comments]));
  const commented = [...comments].flatMap(([file, said]) => (said.length > 0 ? [file] : []));
  return worstFirst(applySuppressions(findings, (file) => comments.get(file) ?? [], { files: commented }));
}
