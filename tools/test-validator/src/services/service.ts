/** A service: a package of the workspace whose boundary is to be covered by integration tests. Paths are absolute. */
export interface Service {
  name: string;
  root: string;
  /** The files of its public entries, without those that serve tests. */
  entries: string[];
  /** Folders of the projects that hold its integration tests; may be the service's own. */
  integrationRoots: string[];
  operations: Operation[];
  dependencies: Dependency[];
}

/** An exported function, or a public method of what the entry exports or makes. */
export interface Operation {
  /** `createCache`, `createCache().getOrCompute`, `Ledger.add`. */
  name: string;
  file: string;
  line: number;
  /** Offset in the file's text (UTF-16) of the function. */
  start: number;
  /** Offsets of the function's body including its braces, or of an arrow's expression. */
  body: { start: number; end: number };
  isAsync: boolean;
  isGenerator: boolean;
  /** There is a way for it to fail of itself: a throw or a rejection, here or in what it calls. */
  canFail: boolean;
  /** Names of the ports that what it belongs to stands in for: `claim` of a store is one of `JobStore`. */
  ports: string[];
}

/** A port: what the service needs of a neighbour. */
export interface Dependency {
  name: string;
  file: string;
  line: number;
  /** Names of its methods. */
  methods: string[];
}

/**
 * Tells an operation from those of other files.
 * @param file relative to the project's folder
 */
export const operationKey = (file: string, name: string): string => `${file}#${name}`;
