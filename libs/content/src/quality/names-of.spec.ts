import { expect, test } from '@jest/globals';

import { namesOf } from './names-of.ts';

test.each<[string, string, string[]]>([
  ['a name stands inside a sentence', 'The law was found by Newton in Cambridge.', ['Newton', 'Cambridge']],
  ['a name begins the sentence', 'Newton found the law.', []],
  ['a name owns something', 'This is Newton’s law.', ['Newton']],
  ['the writer speaks for himself', 'At Pew, I’m sure I’ve seen it, and we know that I’d go.', ['Pew']],
  ['an article is elided', "Il entra à L'Académie.", ['Académie']],
  ['a quotation begins', 'The poll asks, “Who are you?”', []],
  ['all words are titles', 'The Bank Of England', []],
])('when %s, "%s" has the right names', (_, text, names) => {
  expect(namesOf(text, text.startsWith('Il') ? 'fr' : 'en')).toEqual(names);
});
