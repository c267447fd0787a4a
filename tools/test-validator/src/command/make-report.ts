import { applySuppressions } from '../policy/suppressions.ts';
import { cacheDirectoryIn } from '../mutation/cache/cache-directory.ts';
import { mutateServices } from '../mutation/mutate-services.ts';
import type { FileReading } from '../reading/read-file.ts';
import { worstFirst } from '../report/finding-order.ts';
import type { Finding, Report, TestReport } from '../report/report.ts';
import { summarize } from '../report/summarize.ts';
import { reportServices } from '../services/report-services.ts';
import { serviceFindings } from '../services/service-findings.ts';
import { toolVersion } from '../tool-version.ts';
import { type Compared, compareWithRun } from '../watching/compare-with-run.ts';
import { nothingRun, type WatchedRun, watchTests } from '../watching/watch-tests.ts';
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
  const read: Compared = {
    tests: files.flatMap(([, { tests }]) => tests),
    findings: files.flatMap(([, { findings }]) => findings),
  };
  const watched = files.flatMap(([, found]) => found.watched ?? []);
  const run: WatchedRun = options.run
    ? await watchTests(watched, {
        ...{
          root: options.project,
          services: reading.services,
          cacheDirectory: cacheDirectoryIn(options.project),
        },
        onProgress: (folder, done, total) =>
          showProgress?.(`${project.nameOf(folder)}: running, ${done} of ${total}`),
      })
    : nothingRun;
  const compared = compareWithRun(read, watched, run.records);
  const tests = compared.tests.map((test): TestReport => {
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
  const services = reportServices({ ...reading, ...measured, unentered: run.unentered, tests }, project);
  const findings = suppressed(files, project.nameOf, [
    ...compared.findings,
    ...reading.findings,
    ...serviceFindings(services, reading.services, project.nameOf),
    ...measured.findings,
  ]);
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
    notes: [...files.flatMap(([, { notes }]) => notes), ...reading.notes, ...run.notes, ...measured.notes],
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
