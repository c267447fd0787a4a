import { describe, expect, test } from '@jest/globals';

import { style } from './style.ts';

/** Colours by name: of the light page first, of the dark one second. */
const palettes = [...style.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, block = '']) =>
    new Map([...block.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name = '', color = '']) => [name, color])),
);

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const modes = palettes.map((palette, index): [string, Map<string, string>] => [
  index === 0 ? 'light' : 'dark',
  palette,
]);

describe('the page’s colours', () => {
  test('when the page is light or dark, it has the same names of colours', () => {
    const [light, dark] = palettes.map((palette) => [...palette.keys()]);
    expect(light?.length).toBeGreaterThan(20);
    expect(dark).toStrictEqual(light);
  });

  test.each(modes)('when the page is %s, all text contrasts with what is behind it', (_, palette) => {
    const colorOf = (name: string): string => palette.get(name) ?? '#000000';
    const weak = ['text', 'muted', 'link', 'good', 'fair', 'poor'].flatMap((text) =>
      ['page', 'card']
        .filter((ground) => contrast(colorOf(text), colorOf(ground)) < 4.5)
        .map((ground) => `${text} on ${ground}`),
    );
    expect(weak).toStrictEqual([]);
    expect(contrast(colorOf('text'), colorOf('mark'))).toBeGreaterThan(4.5);
  });

  test.each(modes)('when the page is %s, lines and bars stand out from it', (_, palette) => {
    const page = palette.get('page') ?? '';
    const graphics = [...palette].filter(([name]) =>
      /^(?:series-|hollow|real|weak|placeholder|skipped)/.test(name),
    );
    expect(graphics).toHaveLength(13);
    expect(graphics.filter(([, color]) => contrast(color, page) < 3)).toStrictEqual([]);
  });
});
