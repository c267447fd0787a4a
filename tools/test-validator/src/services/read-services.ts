import type { Project } from '../project/project.ts';
import type { Finding } from '../report/report.ts';
import { findPackages } from './find-packages.ts';
import { findServices } from './find-services.ts';
import { findMarkedFiles } from './marked-files.ts';
import { findMarkers } from './marker-findings.ts';
import { readReach, type TestReach } from './read-reach.ts';
import type { FoundOperation } from './find-operations.ts';
import type { Operation, Service } from './service.ts';

/** What reading says about a project's services. Can be sent to another process. */
export interface ServicesReading {
  services: Service[];
  /** What each integration test of a service reaches. */
  reaches: TestReach[];
  /** Of HT052. */
  findings: Finding[];
}

/**
 * Finds the services of a project and what their integration tests reach. A project that marks no test as one of
 * integration has no services: nothing is known of its boundaries.
 */
export function readServices(project: Project): ServicesReading {
  const marked = findMarkedFiles(project);
  if (marked.length === 0) return { services: [], reaches: [], findings: [] };
  const found = findServices(project, marked);
  const reaches = found.flatMap((service) => readReach(service, specsOf(service, marked), project));
  return {
    services: found.map((service) => ({
      ...service,
      operations: service.operations.map(withoutTree),
    })),
    reaches,
    findings: findMarkers(new Set(marked), findPackages(project.files), project),
  };
}

const specsOf = ({ integrationRoots }: Service, marked: readonly string[]): string[] =>
  marked.filter((path) => integrationRoots.some((root) => path.startsWith(`${root}/`)));

const withoutTree = ({ name, file, line, start, body, ...rest }: FoundOperation): Operation => ({
  ...{ name, file, line, start, body },
  ...{ isAsync: rest.isAsync, isGenerator: rest.isGenerator, canFail: rest.canFail, ports: rest.ports },
});
