import { reachesNeighbour } from '../analysis/neighbours.ts';
import type { Project } from '../project/project.ts';
import type { Finding } from '../report/report.ts';
import { declaresTests, findTestFiles } from '../tests/find-test-files.ts';
import type { ProjectPackage } from './find-packages.ts';
import { importedModules } from './imported-modules.ts';

/** Packages with which a test speaks to a neighbour at the wire. Not Node's own: those serve much else. */
const wire = /^(nock|msw(\/.*)?|supertest|testcontainers|@testcontainers\/.*|mongodb-memory-server)$/;
/** Clients, that need an address to speak to somebody. */
const clients = /^(ioredis|redis|mongodb|pg|mysql2?|kafkajs|amqplib|bullmq)$/;
const address = /\blocalhost\b|127\.0\.0\.1|process\.env\b|connectionString/;

const namesAny = /supertest|nock|msw|testcontainers|redis|mongodb|['"]pg['"]|mysql|kafkajs|amqplib|bullmq/;

/**
 * HT052, once a file: what is marked as integration test and neither has a neighbour nor uses another package of the
 * project, and what is not marked and has one. Silent on projects that mark nothing: there, the mark has no meaning.
 */
export function findMarkers(
  marked: ReadonlySet<string>,
  packages: readonly ProjectPackage[],
  project: Project,
): Finding[] {
  if (marked.size === 0) return [];
  return findTestFiles(project.files, project.root, project.nameOf).flatMap((path): Finding[] => {
    const message = marked.has(path)
      ? objectionToMark(path, packages, project)
      : objectionToNoMark(path, project);
    return message === undefined ? [] : [finding(path, project, message)];
  });
}

function objectionToMark(
  path: string,
  packages: readonly ProjectPackage[],
  project: Project,
): string | undefined {
  const module = project.module(path);
  if (module === undefined || !declaresTests(module.text)) return undefined;
  if (crossesPackages(path, packages, project) || reachesNeighbour(module, project)) return undefined;
  return 'Is marked as integration test, and crosses no boundary: mark it as what it is.';
}

function objectionToNoMark(path: string, project: Project): string | undefined {
  const text = project.files.read(path) ?? '';
  // Reading the imports costs a parse: first a look at the text.
  if (!/\b(test|it)\b/.test(text) || !namesAny.test(text)) return undefined;
  const neighbour = project
    .module(path)
    ?.program.body.flatMap((statement) =>
      statement.type === 'ImportDeclaration' && statement.importKind !== 'type' ? statement.source.value : [],
    )
    .find((source) => wire.test(source) || (clients.test(source) && address.test(text)));
  if (neighbour === undefined) return undefined;
  return `Speaks to a neighbour (${neighbour}), and is not marked as integration test.`;
}

/** Uses another package of the project, directly or through its helpers. */
function crossesPackages(path: string, packages: readonly ProjectPackage[], project: Project): boolean {
  const homeOf = (file: string): string | undefined =>
    packages.findLast(({ root }) => file.startsWith(`${root}/`))?.root;
  const home = homeOf(path);
  return importedModules([path], project).some((module) => homeOf(module.path) !== home);
}

function finding(path: string, project: Project, message: string): Finding {
  return {
    ...{ rule: 'HT052', severity: 'warning', file: project.nameOf(path), line: 1, endLine: 1, column: 1 },
    ...{ test: null, message, confidence: 'static' },
  };
}
