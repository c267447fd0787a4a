import type { Node } from 'oxc-parser';

/** Something that can make a test fail. */
export interface Oracle {
  kind:
    /** `expect(x).toBe(y)` and chai's like */
    | 'matcher'
    /** `assert.equal(x, y)`, `t.is(x, y)` */
    | 'assert'
    /** `.expect(200)` of a request */
    | 'request'
    /** a query that throws when it finds nothing */
    | 'query'
    /** `mock.verify()`, `scope.done()` */
    | 'verify'
    /** checked when it is compiled */
    | 'type'
    /** always fails: `fail()`, `expect(true).toBe(false)` */
    | 'sentinel'
    /** a throw under a condition */
    | 'throw'
    /** the test ends only when something calls back */
    | 'callback'
    /** asserts by its name, its code is not to be had */
    | 'named'
    /** a subtest */
    | 'subtest';
  /** Of the matcher or function: `toBe`, `strictEqual`, `expect`. */
  name: string;
  isNegated: boolean;
  /** What is looked at; undefined where that is no single expression. */
  actual: Node | undefined;
  /** What it is compared with. */
  expected: Node[];
  /** It gives a promise: it decides nothing unless that is awaited. */
  isAsync: boolean;
  /** chai: it is the length that is compared. */
  ofLength?: boolean;
  /** `x?.should.equal(y)`: not evaluated where there is no `x`. */
  isSkippable?: boolean;
  /** Only says that nothing is thrown. */
  isSmoke: boolean;
}
