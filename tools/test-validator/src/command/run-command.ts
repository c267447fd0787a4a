import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { renderAnnotations } from '../output/annotations/render-annotations.ts';
import { renderHtml } from '../output/html/render-html.ts';
import { renderJson } from '../output/json/render-json.ts';
import { renderMarkdown } from '../output/markdown/render-markdown.ts';
import { renderSarif } from '../output/sarif/render-sarif.ts';
import { renderJudgement, renderTerminal } from '../output/terminal/render-terminal.ts';
import { applyBaseline, writeBaseline } from '../policy/baseline.ts';
import { judge, type Policy } from '../policy/judge.ts';
import { readBaseline } from '../policy/read-baseline.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { type HistoryEntry, historyEntry, historyLine, readHistory } from '../report/history.ts';
import type { Report } from '../report/report.ts';
import { allRules } from '../rules/all-rules.ts';
import { cacheDirectoryIn } from '../mutation/cache/cache-directory.ts';
import { prepareRecording } from '../mutation/record/recording.ts';
import { examineProject } from './examine-project.ts';
import { makeReport } from './make-report.ts';
import { type Options, UsageError } from './parse-options.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the rules' pages are read. */
const documentationUri = new URL('../../docs/rules/', import.meta.url).href;

/** Does what the options say; gives back whether the policy is met. Throws `UsageError`. */
export async function runCommand(options: Options, surroundings: Surroundings): Promise<boolean> {
  const { print, color, width } = surroundings;
  const policy = options.policy === undefined ? {} : policyIn(options.policy);
  const readSource = (file: string): string | undefined => readText(resolve(options.project, file));
  if (options.prepareRecording) {
    print(await prepare(options));
    return true;
  }
  let report = await makeReport(options, surroundings);

  if (options.baseline !== undefined && options.writeBaseline) {
    write(options.baseline, writeBaseline(report, readSource));
    print(`${options.baseline}: ${report.findings.length} findings are known from now on.`);
    return true;
  }
  if (options.baseline !== undefined) {
    const text = readText(options.baseline);
    if (text === undefined)
      throw new UsageError(`--baseline ${options.baseline}: cannot be read; --write-baseline writes it`);
    const applied = applyBaseline(report, readBaseline(text), { readSource });
    const notes = applied.gone.map(({ fingerprint }) => ({
      file: null,
      message: `of the baseline, gone: ${fingerprint}`,
    }));
    report = { ...applied.report, notes: [...applied.report.notes, ...notes] };
  }
  const judgement = judge(report, policy);
  const history = options.history === undefined ? [] : appendHistory(options.history, report);

  if (options.json !== undefined) write(options.json, renderJson(report), print);
  if (options.sarif !== undefined) {
    const projectUri = `${pathToFileURL(options.project).href}/`;
    write(options.sarif, renderSarif(report, { rules: allRules, readSource, documentationUri, projectUri }));
  }
  if (options.html !== undefined)
    write(options.html, renderHtml(report, { readSource, rules: allRules, history }));
  if (options.markdown !== undefined) write(options.markdown, renderMarkdown(report, { judgement }));
  if (options.json !== '-') {
    print(renderTerminal(report, { color, width, readSource, ...(options.quiet && { maxFindings: 0 }) }));
    print(renderJudgement(judgement, { color }));
  }
  if (options.github) print(renderAnnotations(report));
  return judgement.passed;
}

async function prepare(options: Options): Promise<string> {
  const { readings, services } = await examineProject({ ...options, run: true });
  return prepareRecording({
    services: services.services,
    watched: [...readings.values()].flatMap(({ watched = [] }) => watched),
    projectRoot: options.project,
    cacheDirectory: cacheDirectoryIn(options.project),
  });
}

function policyIn(file: string): Policy {
  const text = readText(file);
  if (text === undefined) throw new UsageError(`--policy ${file}: cannot be read`);
  try {
    return readPolicy(text);
  } catch (error) {
    throw new UsageError(`--policy ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function appendHistory(file: string, report: Report): HistoryEntry[] {
  const existing = readText(file) ?? '';
  const entry = historyEntry(report);
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, historyLine(entry, existing), { flag: 'a' });
  return [...readHistory(existing).entries, entry];
}

function write(file: string, text: string, print?: (text: string) => void): void {
  if (file === '-') {
    print?.(text.trimEnd());
    return;
  }
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
