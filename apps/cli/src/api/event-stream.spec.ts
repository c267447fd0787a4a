import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { EventStreamParser } from './event-stream.ts';

const parse = (...pieces: string[]) => {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe('EventStreamParser', () => {
  test('when an event has a name, an id and data, all are read', () => {
    expect(parse('id: 7\nevent: progress\ndata: {"a":1}\n\n')).toEqual([
      { name: 'progress', data: '{"a":1}', lastEventId: '7' },
    ]);
  });

  test('when an event has no name, it is a message', () => {
    expect(parse('data: x\n\n')).toEqual([{ name: 'message', data: 'x', lastEventId: '' }]);
  });

  test('when data has several lines, they are joined by line feeds', () => {
    expect(parse('data: a\ndata:\ndata:  b\n\n')).toMatchObject([{ data: 'a\n\n b' }]);
  });

  test('when an event names no id, the last one stands, and the name does not', () => {
    expect(parse('id: 7\nevent: progress\ndata: a\n\ndata: b\n\n')).toEqual([
      { name: 'progress', data: 'a', lastEventId: '7' },
      { name: 'message', data: 'b', lastEventId: '7' },
    ]);
  });

  test('when an id is empty, it is forgotten, and one with a NUL does not count', () => {
    expect(
      parse('id: 7\ndata: a\n\nid: 8\0\ndata: b\n\nid\ndata: c\n\n').map((event) => event.lastEventId),
    ).toEqual(['7', '7', '']);
  });

  test('when there are comments, unknown fields and events without data, they are passed over', () => {
    expect(parse(': still here\n\nevent: nothing\n\nweather: fine\ndata: a\n\n')).toEqual([
      { name: 'message', data: 'a', lastEventId: '' },
    ]);
  });

  test('when the last event has no empty line after it, it does not count', () => {
    expect(parse('data: a\n\ndata: b\n')).toMatchObject([{ data: 'a' }]);
  });

  test('when the server names a time to come back after, it is kept, unless it is no number', () => {
    const parser = new EventStreamParser();
    parser.push('retry: 250\nretry: soon\n\n');
    expect(parser.retryMilliseconds).toBe(250);
  });

  test('when lines end in LF, CR or CRLF and the text comes in any pieces, the events are the same', () => {
    const lines = [': hello', 'id: 1', 'event: progress', 'data: é{"a":', 'data: 1}', '', 'data: b', '', ''];
    const expected = [
      { name: 'progress', data: 'é{"a":\n1}', lastEventId: '1' },
      { name: 'message', data: 'b', lastEventId: '1' },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 10 }),
        (lineEnd, cuts) => {
          const stream = lines.join(lineEnd);
          const places = [0, ...cuts.sort((left, right) => left - right), stream.length];
          const pieces = places.slice(1).map((place, index) => stream.slice(places[index], place));
          // A CR at the very end may be half of a CRLF; the connection's next piece settles it.
          expect(parse(...pieces, ':')).toEqual(expected);
        },
      ),
    );
  });
});
