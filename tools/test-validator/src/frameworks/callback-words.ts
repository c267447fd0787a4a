/** Calls that run their callback at once for each item of what stands before the dot. */
export const iterators = new Set([
  ...[
    'forEach',
    'map',
    'flatMap',
    'filter',
    'some',
    'every',
    'find',
    'findIndex',
    'findLast',
    'reduce',
    'each',
    'reduceRight',
  ],
]);

/** Calls whose callback runs later, when something happens, if it does. */
export const deferring = new Set([
  ...[
    'on',
    'once',
    'off',
    'addListener',
    'prependListener',
    'prependOnceListener',
    'addEventListener',
    'subscribe',
  ],
  ...[
    'setTimeout',
    'setInterval',
    'setImmediate',
    'nextTick',
    'queueMicrotask',
    'requestAnimationFrame',
    'defer',
  ],
  ...[
    'requestIdleCallback',
    'listen',
    'readFile',
    'writeFile',
    'stat',
    'watch',
    'exec',
    'execFile',
    'request',
    'whenReady',
  ],
]);

export const timers = new Set([
  'setTimeout',
  'setImmediate',
  'nextTick',
  'queueMicrotask',
  'requestAnimationFrame',
  'setInterval',
]);

/** Calls that keep a function as the behaviour of a double. */
export const doubling = new Set([
  ...[
    'fn',
    'mockImplementation',
    'mockImplementationOnce',
    'callsFake',
    'stub',
    'spy',
    'reply',
    'fake',
    'replace',
  ],
  ...[
    'mock',
    'doMock',
    'mockReturnValue',
    'mockResolvedValue',
    'intercept',
    'createServer',
    'extend',
    'method',
  ],
]);
