import { expect, test } from '@jest/globals';

import { checkMarkup } from './check-markup.ts';
import type { RawDraft } from '../draft/to-draft.ts';

const draftWith = (definition: string): RawDraft => ({
  ...{ kind: 'flashcards', generator: 'a-model', language: 'en' },
  items: [{ term: 'image', definition }],
});
const lesson = {
  text: 'The element `<img>` embeds an image; `https://example.org/` is an address. <script>evil()</script>',
};

test.each([
  ['a script that stands raw in the source', 'See <script>evil()</script>.', 1],
  ['an image beacon', 'See ![x](beacon.png).', 1],
  ['an address of its own', 'See https://evil.example/x.', 1],
  ['a handler', 'See <b onclick=alert(1)>.', 1],
  ['a tag that the source shows as code', 'The element <img> embeds an image.', 0],
  ['an address that the source shows as code', 'For example https://example.org/ is one.', 0],
  ['a comparison', 'A value a < b, and c > d.', 0],
])('when a text has %s, %#: it is named or not', (_, definition, count) => {
  expect(checkMarkup(draftWith(definition), lesson)).toEqual(
    Array.from({ length: count }, () =>
      expect.objectContaining({ code: 'markup', path: 'items.0.definition' }),
    ),
  );
});
