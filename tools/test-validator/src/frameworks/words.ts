/** Words of chai that say nothing by themselves: `to`, `be`. */
export const languageChains = new Set([
  ...[
    'to',
    'be',
    'been',
    'is',
    'that',
    'which',
    'and',
    'has',
    'have',
    'with',
    'at',
    'of',
    'same',
    'but',
    'does',
  ],
  ...[
    'still',
    'also',
    'not',
    'deep',
    'nested',
    'own',
    'ordered',
    'any',
    'all',
    'an',
    'a',
    'eventually',
    'should',
  ],
  ...[
    'include',
    'includes',
    'contain',
    'contains',
    'itself',
    'length',
    'lengthOf',
    'only',
    'i',
    'be_a',
    'resolves',
    'rejects',
  ],
]);

/** Assertions of chai that are made by `x.should.be.true` and `expect(x).to.be.true` without a call. */
export const chaiProperties = new Set([
  ...[
    'true',
    'false',
    'null',
    'undefined',
    'ok',
    'empty',
    'exist',
    'exists',
    'NaN',
    'arguments',
    'Arguments',
    'finite',
  ],
  ...[
    'extensible',
    'sealed',
    'frozen',
    'called',
    'calledOnce',
    'calledTwice',
    'calledThrice',
    'calledWithNew',
  ],
  ...['notCalled', 'rejected', 'fulfilled', 'truthy', 'falsy', 'defined', 'numeric', 'iterable', 'pending'],
]);

/** Assertions of chai and its plugins that say nothing until they are called. */
export const chaiMethods = new Set([
  ...[
    'equal',
    'equals',
    'eq',
    'eql',
    'eqls',
    'above',
    'below',
    'least',
    'most',
    'gt',
    'gte',
    'lt',
    'lte',
    'within',
  ],
  ...[
    'instanceof',
    'instanceOf',
    'property',
    'ownProperty',
    'lengthOf',
    'match',
    'matches',
    'string',
    'keys',
    'key',
  ],
  ...[
    'throw',
    'throws',
    'Throw',
    'respondTo',
    'satisfy',
    'satisfies',
    'closeTo',
    'approximately',
    'members',
    'oneOf',
  ],
  ...[
    'change',
    'increase',
    'decrease',
    'calledWith',
    'calledWithExactly',
    'calledOnceWith',
    'callCount',
    'calledOn',
  ],
  ...[
    'calledWithMatch',
    'returned',
    'thrown',
    'greaterThan',
    'lessThan',
    'rejectedWith',
    'become',
    'start',
    'finish',
  ],
]);

/** Assertions on the context that AVA, tape, tap, QUnit and node:test hand to a test. */
export const contextAssertions = new Set([
  ...[
    'is',
    'isNot',
    'not',
    'deepEqual',
    'notDeepEqual',
    'like',
    'truthy',
    'falsy',
    'true',
    'false',
    'assert',
    'throws',
  ],
  ...[
    'throwsAsync',
    'notThrows',
    'notThrowsAsync',
    'regex',
    'notRegex',
    'snapshot',
    'pass',
    'fail',
    'ok',
    'notOk',
  ],
  ...[
    'equal',
    'notEqual',
    'equals',
    'same',
    'notSame',
    'strictSame',
    'strictEqual',
    'strictNotSame',
    'isEqual',
  ],
  ...[
    'deepLooseEqual',
    'notDeepLooseEqual',
    'looseEqual',
    'error',
    'ifError',
    'match',
    'notMatch',
    'doesNotMatch',
  ],
  ...[
    'matchSnapshot',
    'rejects',
    'resolves',
    'resolveMatch',
    'resolveMatchSnapshot',
    'type',
    'has',
    'hasStrict',
  ],
  ...[
    'emits',
    'doesNotThrow',
    'doesNotReject',
    'propEqual',
    'notPropEqual',
    'propContains',
    'step',
    'verifySteps',
  ],
  ...[
    'notStrictEqual',
    'notDeepStrictEqual',
    'deepStrictEqual',
    'matchOnly',
    'isa',
    'isInstanceOf',
    'timesCalled',
  ],
  ...[
    'exists',
    'notExists',
    'equivalent',
    'isTrue',
    'isFalse',
    'isFunction',
    'closeTo',
    'partialDeepStrictEqual',
  ],
]);

/** Matchers that any value but a few passes. */
export const weakMatchers = new Set(['toBeTruthy', 'toBeFalsy', 'toBeDefined', 'toExist', 'toBeOk']);
export const weakNegated = new Set(['toBeNull', 'toBeUndefined', 'toBeNil', 'toBeFalsy', 'toBeNullish']);
export const weakAssertions = new Set([
  ...[
    '',
    'ok',
    'isOk',
    'truthy',
    'exists',
    'exist',
    'isDefined',
    'isNotNull',
    'isNotUndefined',
    'isTruthy',
    'assert',
  ],
]);

export const snapshotMatchers =
  /^(toMatchSnapshot|toMatchFileSnapshot|toMatchImageSnapshot|toMatchSpecificSnapshot|toMatchAriaSnapshot|toHaveScreenshot|matchSnapshot|snapshot|resolveMatchSnapshot|fileSnapshot|toThrowErrorMatchingSnapshot|matchImageSnapshot|percySnapshot)$/;

/** Matchers of Playwright that wait, and so give a promise. */
export const waitingMatchers =
  /^(toBeAttached|toBeChecked|toBeDisabled|toBeEditable|toBeEmpty|toBeEnabled|toBeFocused|toBeHidden|toBeInViewport|toBeVisible|toContainText|toContainClass|toHaveAccessible\w+|toHaveAttribute|toHaveClass|toHaveCount|toHaveCSS|toHaveId|toHaveJSProperty|toHaveRole|toHaveScreenshot|toHaveText|toHaveTitle|toHaveURL|toHaveValues?|toMatchAriaSnapshot|toBeOK|toPass)$/;

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

/** Packages whose calls assert, whatever they are called. */
export const assertingPackage =
  /^(assert(\/strict)?|power-assert|uvu\/assert|chai|should|must|unexpected|expect|expect\.js|better-assert|@hapi\/code|code|proclaim|@open-wc\/testing|earl|tsd|tsafe|tsd-lite|expect-type|ts-expect|jest-extended|@japa\/assert|@sinonjs\/referee|aws-cdk-lib\/assertions|@aws-cdk\/assert|@std\/assert|jsr:@std\/assert.*|@vitest\/expect|@jest\/expect)$/;

/** Names that people give to what asserts. */
export const assertingName =
  /^(expect|assert|should|verify|ensure|mustBe|check)(?![a-z])|^(dev)?(invariant|Assert)$|(Expect|Assert|Assertions?)$|^(run|define|do)?\w*Test(s|er|Case)?$/;
export const strictlyAssertingName = /^(expect|assert|should)(?![a-z])|^(dev)?(invariant|Assert)$/;

/** Queries of Testing Library that throw when there is no match. */
export const throwingQuery =
  /^(get|find)(All)?By(Role|LabelText|PlaceholderText|Text|DisplayValue|AltText|TestId)$/;
export const waitingCall =
  /^(waitFor(Element(ToBeRemoved)?|Selector|Function|URL|Response|Request|Navigation|Event|LoadState|DomChange|NextUpdate|ValueToChange|Expect|Exist|Displayed)?|waitUntil|findBy\w+)$/;
