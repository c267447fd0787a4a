import { applySuppressions } from '../policy/suppressions.ts';
import { mutateServices } from '../mutation/mutate-services.ts';
import type { FileReading } from '../reading/read-file.ts';
import { worstFirst } from '../report/finding-order.ts';
import type { Finding, Report, TestReport } from '../report/report.ts';
import { summarize } from '../report/summarize.ts';
import { reportServices } from '../services/report-services.ts';
import { serviceFindings } from '../services/service-findings.ts';
import { toolVersion } from '../tool-version.ts';
import { examineProject } from './examine-project.ts';
import type { Options } from './parse-options.ts';
import type { Surroundings } from './surroundings.ts';

/** Looks at the project in all ways that the options ask for, and puts together what was found. */
export async function makeReport(
  options: Options,
  { now, showProgress }: Pick<Surroundings, 'now' | 'showProgress'>,
): Promise<Report> {
  const startedAt = now();
  const begun = performance.now();
  const { project, readings, services: reading } = await examineProject(options);
  const files = [...readings];
  const reached = new Map(
    reading.reaches.map((reach) => [`${project.nameOf(reach.file)}:${reach.line}`, reach]),
  );
  const tests = files
    .flatMap(([, { tests: found }]) => found)
    .map((test): TestReport => {
      const service = reached.get(`${test.file}:${test.line}`)?.service ?? null;
      return { ...test, service, isIntegration: test.isIntegration || service !== null };
    });
  const measured = options.mutate
    ? await mutateServices(reading.services, {
        ...{ root: options.project, tests },
        onProgress: (service, { phase, done, total }) =>
          showProgress?.(`${service}: ${phase}, ${done} of ${total}`),
        ...(options.mutateSeconds !== undefined && { milliseconds: options.mutateSeconds * 1000 }),
      })
    : { mutations: [], findings: [], notes: [] };
  showProgress?.('');
  const services = reportServices({ ...reading, ...measured, tests }, project);
  const findings = suppressed(files, project.nameOf, [
    ...files.flatMap(([, found]) => found.findings),
    ...reading.findings,
    ...serviceFindings(services, reading.services, project.nameOf),
    ...measured.findings,
  ]);
  return {
    schemaVersion: 1,
    tool: { name: 'test-validator', version: toolVersion },
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - begun),
    modes: { static: true, run: false, mutate: options.mutate },
    summary: summarize({ files: files.length, tests, findings, services }),
    services,
    tests,
    findings,
    notes: [...files.flatMap(([, { notes }]) => notes), ...reading.notes, ...measured.notes],
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
