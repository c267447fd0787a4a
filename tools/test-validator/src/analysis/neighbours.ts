import { importedSources } from '../project/imported-sources.ts';
import type { Project } from '../project/project.ts';
import type { Module } from '../syntax/parse-module.ts';
import { mockedModules } from './mocked-modules.ts';

/** Packages and modules of Node by which code reaches a neighbour, in earnest or at the wire. */
const reaching =
  /^(nock|msw(\/.*)?|supertest|undici|axios|got|node-fetch|testcontainers|@testcontainers\/.*|better-sqlite3|sqlite3?|ioredis(-mock)?|redis|mongodb(-memory-server)?|mongoose|pg(-mem|-promise)?|postgres|mysql2?|knex|@prisma\/client|typeorm|sequelize|ws|amqplib|kafkajs|bullmq|execa|puppeteer|playwright|@playwright\/test|express|fastify|@grpc\/grpc-js|@google-cloud\/.*|@aws-sdk\/.*|firebase-admin|nodemailer|fs(\/promises)?|http2?|https|net|dgram|tls|dns|child_process|worker_threads|cluster|fs-extra)$/;

/** Globals that reach one, where the test does not replace them. */
const globals = /(?<![\w.])(fetch|WebSocket|EventSource|page|browser)\s*[.(]/;

const maxModules = 60;

/** Whether the file, what it imports, or what that imports has a neighbour that is not replaced by a double. */
export function reachesNeighbour(module: Module, project: Project): boolean {
  const mocked = new Set(
    [...mockedModules(module).keys()].map((source) => identity(source, module.path, project)),
  );
  const replaced = new Set(
    [...module.text.matchAll(/\b(\w+)\s*[:=]\s*(?:jest|vi|sinon|mock)\.(?:fn|stub|fake)\b/g)].map(
      ([, name]) => name,
    ),
  );
  const seen = new Set<string>();
  const visit = (path: string): boolean => {
    if (seen.has(path) || seen.size > maxModules) return false;
    seen.add(path);
    const text = project.files.read(path) ?? '';
    const called = globals.exec(text)?.[1];
    if (called !== undefined && !replaced.has(called)) return true;
    for (const source of importedSources(text)) {
      const resolved = project.resolve(source, path);
      if (mocked.has(identity(source, path, project))) continue;
      if (
        resolved.kind === 'file'
          ? visit(resolved.path)
          : reaching.test(resolved.kind === 'missing' ? '' : resolved.name)
      ) {
        return true;
      }
      // What cannot be read may well reach one.
      if (resolved.kind === 'missing') return true;
    }
    return false;
  };
  return visit(module.path);
}

/** The same for every way to name a module. */
function identity(source: string, from: string, project: Project): string {
  const resolved = project.resolve(source, from);
  return 'path' in resolved ? resolved.path : resolved.name;
}
