/** Globals of the language that give back only what they are given. */
export const pureGlobals = new Set([
  ...[
    'Array',
    'ArrayBuffer',
    'BigInt',
    'Boolean',
    'Buffer',
    'DataView',
    'Date',
    'Error',
    'TypeError',
    'RangeError',
  ],
  ...[
    'SyntaxError',
    'AggregateError',
    'ReferenceError',
    'Infinity',
    'Intl',
    'JSON',
    'Map',
    'Math',
    'NaN',
    'Number',
  ],
  ...['Object', 'Promise', 'Proxy', 'RegExp', 'Set', 'String', 'Symbol', 'URL', 'URLSearchParams'],
  ...[
    'Uint8Array',
    'Int8Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'WeakMap',
  ],
  ...['WeakSet', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'clearInterval', 'clearTimeout', 'console'],
  ...[
    'decodeURIComponent',
    'encodeURIComponent',
    'encodeURI',
    'decodeURI',
    'isFinite',
    'isNaN',
    'parseFloat',
  ],
  ...[
    'parseInt',
    'setImmediate',
    'setInterval',
    'setTimeout',
    'structuredClone',
    'undefined',
    'queueMicrotask',
  ],
  ...['AbortController', 'AbortSignal', 'arguments'],
]);

/** What the test itself is written with. */
export const testGlobals = new Set([
  ...[
    'expect',
    'assert',
    'jest',
    'vi',
    'sinon',
    'fail',
    'it',
    'test',
    'describe',
    'should',
    'chai',
    'mock',
    'done',
  ],
]);

/** Built-in modules that compute, and know nothing of the project. */
export const pureModules = new Set([
  'path',
  'util',
  'url',
  'querystring',
  'assert',
  'assert/strict',
  'path/posix',
  'punycode',
]);

/** Packages that tests are written with. */
export const testPackages =
  /^(@jest\/globals|vitest|node:test|test|mocha|bun:test|ava|tape|tap|uvu(\/assert)?|chai|sinon|sinon-chai|expect|should|assert(\/strict)?|power-assert|@sinonjs\/.+|testdouble|jest-mock|@vitest\/spy|chai-as-promised|jest)$/;
