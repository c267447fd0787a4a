import { describe, expect, test } from '@jest/globals';

import { speakableText } from './speakable-text.ts';

const table: Record<string, readonly (readonly [written: string, spoken: string])[]> = {
  numbers: [
    [
      'There are 1,234,567 of them.',
      'There are one million two hundred thirty four thousand five hundred sixty seven of them.',
    ],
    ['It is 0.05 or .5.', 'It is zero point zero five or point five.'],
    ['Agent 007', 'Agent zero zero seven'],
    ['It fell by -3.', 'It fell by minus three.'],
    ['the 5th, 21st and 100th', 'the fifth, twenty first and one hundredth'],
    ['1/2 cup and 3/4', 'one half cup and three quarters'],
    ['3½ hours', 'three and one half hours'],
    ['6.02 × 10²³ atoms', 'six point zero two times ten to the power of twenty three atoms'],
    ['Version 1.2.3', 'Version one point two point three'],
  ],
  'years, dates and times': [
    ['In 1984, 2007 and 1905', 'In nineteen eighty four, two thousand seven and nineteen oh five'],
    ['the 1990s', 'the nineteen nineties'],
    ['1914–1918', 'nineteen fourteen to nineteen eighteen'],
    ['2024-03-15', 'March fifteenth, twenty twenty four'],
    ['at 3:05 p.m. today', 'at three oh five P M today'],
    ['at 10:00', "at ten o'clock"],
    ['a ratio of 3:1', 'a ratio of three to one'],
  ],
  units: [
    ['60 km/h', 'sixty kilometers per hour'],
    ['9.81 m/s²', 'nine point eight one meters per second squared'],
    ['5 m²', 'five square meters'],
    ['1 kg', 'one kilogram'],
    ['a 5-km run', 'a five kilometer run'],
    ['-5 °C', 'minus five degrees Celsius'],
    ['an angle of 45°', 'an angle of forty five degrees'],
    ['10–20 km', 'ten to twenty kilometers'],
    ['5 μm', 'five micrometers'],
    ['a 4K screen', 'a four K screen'],
  ],
  'money and percent': [
    ['$5.50', 'five dollars and fifty cents'],
    ['$1 and $0.99', 'one dollar and ninety nine cents'],
    ['$3.2 million', 'three point two million dollars'],
    ['€1,200', 'one thousand two hundred euros'],
    ['3.5%', 'three point five percent'],
    ['20%–30%', 'twenty percent to thirty percent'],
  ],
  symbols: [
    ['Tom & Jerry', 'Tom and Jerry'],
    ['x = 5', 'x equals five'],
    ['2 + 2', 'two plus two'],
    ['p < 0.05', 'p is less than zero point zero five'],
    ['E = mc²', 'E equals mc squared'],
    ['see § 3', 'see section three'],
    ['~50 people', 'about fifty people'],
    ['#1', 'number one'],
    ['and/or', 'and or'],
    ['α-helix', 'alpha helix'],
    ['H₂O and CO2', 'H two O and C O two'],
  ],
  abbreviations: [
    ['cats, e.g. lions', 'cats, for example, lions'],
    ['it ended, i.e., it stopped', 'it ended, that is, it stopped'],
    ['Dr. Smith', 'Doctor Smith'],
    ['the U.S. is large', 'the U S is large'],
    ['dogs, cats, etc. Then they left.', 'dogs, cats, et cetera. Then they left.'],
    ['Smith et al. found', 'Smith and others found'],
    ['this vs. that', 'this versus that'],
    ['pp. 10-12', 'pages ten to twelve'],
    ['World War II', 'World War two'],
  ],
  'dashes, quotes and brackets': [
    ['It works — mostly.', 'It works, mostly.'],
    ['He said “hello”.', 'He said hello.'],
    ['It’s ‘fine’.', "It's fine."],
    ['water (a liquid) flows', 'water, a liquid, flows'],
    ['Well… perhaps.', 'Well, perhaps.'],
    ['Really?!', 'Really?'],
  ],
  'Markdown and addresses': [
    ['**Bold** and *italic* and `code`', 'Bold and italic and code'],
    ['# Heading\n\nText.', 'Heading. Text.'],
    ['- one\n- two', 'one. two.'],
    ['1. first\n2. second', 'first. second.'],
    ['[the page](https://x.org/a?b=1)', 'the page'],
    ['see https://www.example.com/a/b.html.', 'see example dot com.'],
    ['write to a@b.org', 'write to a at b dot org'],
    ['As shown [1], [2, 3].', 'As shown.'],
    ['```js\nlet x = 1;\n```', 'Code example.'],
    ['| a | b |\n|---|---|\n| c | d |', 'a, b. c, d.'],
  ],
  'what is not text': [
    ['<speak>Hi <break time="10s"/>there</speak>', 'Hi there'],
    ['<script>steal()</script>ok', 'ok'],
    ['Nice 👍 work', 'Nice work'],
    ['a\u0000b\u001b[31mc', 'abc'],
    ['café naïve', 'cafe naive'],
    ['fish &amp; chips', 'fish and chips'],
  ],
};

describe.each(Object.entries(table))('speakable %s', (_, rows) => {
  test.each(rows)('when "%s" is written, "%s" is spoken', (written, spoken) => {
    expect(speakableText(written)).toBe(spoken);
  });
});

describe('speakable text', () => {
  test.each(['', ' \n ', '... !!! ---', '👍🎉', '***', '北京'])(
    'when there is nothing to say in %j, it is empty',
    (text) => {
      expect(speakableText(text)).toBe('');
    },
  );

  test('when any characters come, only plain words and punctuation leave', () => {
    const everything = Array.from({ length: 0x3000 }, (_, code) => `x${String.fromCodePoint(code)}y`).join(
      ' ',
    );
    expect(speakableText(everything)).toMatch(/^[A-Za-z\d\s.,;:!?'-]+$/);
  });

  test('when text is spoken already, it stays as it is', () => {
    const text = "It isn't hard, is it? Cells divide; then they rest.";
    expect(speakableText(text)).toBe(text);
  });

  test.each(['[', '(', '<a', '*', '_', '`', '1.', '1-', ' ', '\n', '. ', '|', 'a@', '^1', 'U.S. '])(
    'when 20000 characters of %j come, they are refused no more than read: the words around them stay',
    (unit) => {
      const spoken = speakableText(`start ${unit.repeat(20_000 / unit.length)} end`);
      expect([spoken.startsWith('start'), spoken.endsWith('end')]).toEqual([true, true]);
    },
  );
});
