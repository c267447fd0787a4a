/** A service: a package of the workspace whose boundary is to be covered by integration tests. Paths are absolute. */
export interface Service {
  name: string;
  root: string;
  /** The files of its public entries. */
  entries: string[];
  /** Folders of the projects that hold its integration tests; may be the service's own. */
  integrationRoots: string[];
  operations: Operation[];
  dependencies: Dependency[];
}

/** An exported function, or a public method of what the entry exports or makes. */
export interface Operation {
  /** `createCache`, `Cache.getOrCompute`. */
  name: string;
  file: string;
  line: number;
  /** Offsets in the file's text (UTF-16), of the function's body including its braces or of an arrow's expression. */
  body: { start: number; end: number };
  isAsync: boolean;
  isGenerator: boolean;
  /** There is a way for it to fail: a throw, a rejection, a call of a dependency. */
  canFail: boolean;
}

/** A port: what the service needs of a neighbour. */
export interface Dependency {
  name: string;
  file: string;
  line: number;
  /** Names of its methods. */
  methods: string[];
}
