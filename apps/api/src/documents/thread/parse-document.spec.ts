import { expect, test } from '@jest/globals';

import { defaultDocumentLimits } from '../document-limits.ts';
import { toDocumentError } from './parse-document.ts';

test.each([
  [new RangeError('Array buffer allocation failed'), 'document-too-large'],
  [new RangeError('Invalid string length'), 'document-too-large'],
  [new RangeError('Maximum call stack size exceeded'), 'document-unreadable'],
  [new TypeError('x is undefined'), 'document-unreadable'],
  ['thrown text', 'document-unreadable'],
])('when a library throws %s, it is %s', (error, code) => {
  expect(toDocumentError(error, defaultDocumentLimits)).toMatchObject({ code, isRetryable: false });
});
