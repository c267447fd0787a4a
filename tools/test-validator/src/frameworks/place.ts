import type { Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denotation.ts';
import type { Oracle } from './oracle.ts';

/** What the reader has to know of the place that a chain stands in. */
export interface Place {
  denote(node: Node): Denotation;
  /** The file or its helpers are Playwright's. */
  isPlaywright: boolean;
  /** The identifier is what the test was given: `t`, `assert`. */
  isContext(node: Node): boolean;
}

export type Reading = Oracle | 'incomplete' | undefined;
