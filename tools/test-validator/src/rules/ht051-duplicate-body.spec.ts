import { testRule } from '../testing/test-rule.ts';

testRule('HT051', {
  valid: [
    {
      title: 'another input',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
});
it('adds in the other order', () => {
  expect(add(2, 1)).toBe(3);
});`,
    },
    {
      title: 'another string, another key, another matcher',
      code: `import { load } from './load.ts';
it('a', () => {
  expect(load('a').name).toBe('a');
});
it('b', () => {
  expect(load('a').nick).toBe('a');
});
it('c', () => {
  expect(load('a').name).toEqual('a');
});
it('d', () => {
  expect(load('a').name).not.toBe('a');
});`,
    },
    {
      title: 'the blocks around them prepare something else',
      code: `import { createCart } from './cart.ts';
let cart;
describe('an empty cart', () => {
  beforeEach(() => {
    cart = createCart();
  });
  it('has a total', () => {
    expect(cart.total).toMatchObject({ currency: 'EUR' });
  });
});
describe('a full cart', () => {
  beforeEach(() => {
    cart = createCart(['a']);
  });
  it('has a total', () => {
    expect(cart.total).toMatchObject({ currency: 'EUR' });
  });
});`,
      name: 'src/cart.test.js',
    },
    {
      title: 'the same name means something else in each block',
      code: `import { createCart } from './cart.ts';
describe('an empty cart', () => {
  const cart = createCart();
  it('is valid', () => {
    expect(cart.isValid()).toBe(true);
  });
});
describe('a full cart', () => {
  const cart = createCart(['a']);
  it('is valid', () => {
    expect(cart.isValid()).toBe(true);
  });
});`,
    },
    {
      title: 'two tables with the same body',
      code: `import { accepts } from './accepts.ts';
it.each(['a', 'b'])('accepts the letter %s', (text) => {
  expect(accepts(text)).toBe(true);
});
it.each(['1', '2'])('accepts the digit %s', (text) => {
  expect(accepts(text)).toBe(true);
});`,
    },
    {
      title: 'two loops with the same body',
      code: `import { accepts } from './accepts.ts';
for (const text of ['a', 'b']) {
  it('accepts the letter ' + text, () => {
    expect(accepts(text)).toBe(true);
  });
}
for (const text of ['1', '2']) {
  it('accepts the digit ' + text, () => {
    expect(accepts(text)).toBe(true);
  });
}`,
    },
    {
      title: 'another fixture under the same name',
      code: `import { expect, test } from './fixtures';
test('an admin sees the menu', async ({ adminPage: page }) => {
  await expect(page.locator('nav')).toBeVisible();
});
test('a guest sees the menu', async ({ guestPage: page }) => {
  await expect(page.locator('nav')).toBeVisible();
});`,
      name: 'e2e/menu.spec.ts',
    },
    {
      title: 'empty tests, todos and placeholders have rules of their own',
      code: `it('a', () => {});
it('b', () => {});
it.todo('c');
it.todo('d');
it('e', () => {
  throw new Error('not implemented');
});
it('f', () => {
  throw new Error('not implemented');
});`,
    },
    {
      title: 'one of two branches is declared',
      code: `import { join } from './join.ts';
if (process.platform === 'win32') {
  it('joins on Windows', () => {
    expect(join('a', 'b')).toHaveLength(3);
  });
} else {
  it('joins elsewhere', () => {
    expect(join('a', 'b')).toHaveLength(3);
  });
}`,
    },
    {
      title: 'two functions that make tests, over different parameters',
      code: `import { createMap, createSet } from './make.ts';
function behavesAsMap(make) {
  it('is a map that is empty at first', () => {
    expect(make().size).toBe(0);
  });
}
function behavesAsSet(make) {
  it('is a set that is empty at first', () => {
    expect(make().size).toBe(0);
  });
}
describe('map', () => behavesAsMap(createMap));
describe('set', () => behavesAsSet(createSet));`,
      name: 'src/make.test.js',
    },
    {
      title: 'the same beginning',
      code: `import { load } from './load.ts';
it('has an id', async () => {
  const user = await load('a');
  expect(user.id).toBe(1);
});
it('has an id and a name', async () => {
  const user = await load('a');
  expect(user.id).toBe(1);
  expect(user.name).toBe('a');
});`,
    },
    {
      title: 'another number of the same digits, another pattern',
      code: `import { parse } from './parse.ts';
it('a', () => expect(parse('1')).toBe(1));
it('b', () => expect(parse('1')).toBe(1.5));
it('c', () => expect(parse('1').text).toMatch(/a/));
it('d', () => expect(parse('1').text).toMatch(/a/i));
it('e', () => expect(parse('1').text).toBe(\`1\`));
it('f', () => expect(parse('1').text).toBe(\`1 \`));`,
    },
    {
      title: 'the same element with other properties, in TSX',
      code: `import { render, screen } from '@testing-library/react';
import { Label } from './label';
it('shows a', () => {
  render(<Label text="a" />);
  screen.getByRole('heading');
});
it('shows a in bold', () => {
  render(<Label text="a" isBold />);
  screen.getByRole('heading');
});`,
      name: 'src/label.test.tsx',
    },
  ],
  invalid: [
    {
      title: 'copied, with a new title',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('adds', () => {
    const sum = add(1, 2);
    expect(sum).toBe(3);
  });
  it('adds negative numbers', () => {
    const sum = add(1, 2);
    expect(sum).toBe(3);
  });
});`,
      lines: [7],
    },
    {
      title: 'three times, at the top of the file',
      code: `import { add } from './add.ts';
test('a', () => expect(add(1, 2)).toBe(3));
test('b', () => expect(add(1, 2)).toBe(3));
test('c', () => expect(add(1, 2)).toBe(3));`,
      lines: [3, 4],
    },
    {
      title: 'other spaces, comments, quotes and semicolons',
      code: `import { load } from './load.ts';
it('loads', async () => {
  const user = await load('a');
  expect(user).toEqual({ id: 1, name: 'a' });
});
it('loads a user', async () => {
  // the user is there
  const user = await load("a")

  expect(user).toEqual({
    id: 1,
    name: "a",
  })
});`,
      lines: [6],
    },
    {
      title: 'an arrow and a function, it and test',
      code: `const { load } = require('../lib/load');
describe('load', function () {
  it('a', function () {
    expect(load('a').id).to.equal(1);
  });
  test('b', () => {
    expect(load('a').id).to.equal(1);
  });
});`,
      name: 'test/load.test.js',
      lines: [6],
    },
    {
      title: 'node:test with assert, and AVA',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import ava from 'ava';
import { add } from '../index.js';
test('a', () => {
  assert.equal(add(1, 2), 3);
});
test('b', { timeout: 100 }, () => {
  assert.equal(add(1, 2), 3);
});
ava('c', (t) => {
  t.is(add(1, 2), 3);
});
ava('d', (t) => {
  t.is(add(1, 2), 3);
});`,
      name: 'test/add.test.js',
      lines: [8, 14],
    },
    {
      title: 'supertest',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app).get('/').expect(200);
});
it('answers quickly', async () => {
  await request(app).get('/').expect(200);
});`,
      lines: [6],
    },
    {
      title: 'Playwright',
      code: `import { expect, test } from '@playwright/test';
test.describe('home', () => {
  test('opens', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('h1')).toBeVisible();
  });
  test('opens for a guest', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('h1')).toBeVisible();
  });
});`,
      name: 'e2e/home.spec.ts',
      lines: [7],
    },
    {
      title: 'in TSX, with another between them',
      code: `import { render, screen } from '@testing-library/react';
import { Button } from './button';
describe('button', () => {
  it('has a role', () => {
    render(<Button label="Save" />);
    screen.getByRole('button');
  });
  it('has a label', () => {
    render(<Button label="Save" />);
    screen.getByText('Save');
  });
  it('can be found', () => {
    render(<Button label="Save" />);
    screen.getByRole('button');
  });
});`,
      name: 'src/button.test.tsx',
      lines: [12],
    },
  ],
});
