/** One server-sent event. */
export interface ServerSentEvent {
  /** `message` where the server names none. */
  name: string;
  data: string;
  /** The last id that the stream has named, for `Last-Event-ID`; empty before the first. */
  lastEventId: string;
}

/** Turns the text of an event stream into events, however it is cut into pieces (WHATWG HTML, section 9.2.6). */
export class EventStreamParser {
  /** How long the server asks clients to wait before they come back, in milliseconds. */
  retryMilliseconds: number | undefined;
  #rest = '';
  #name = '';
  #data: string[] = [];
  #lastEventId = '';

  /** The events that this piece completes. An event counts only once its empty line has come. */
  push(piece: string): ServerSentEvent[] {
    this.#rest += piece;
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const complete = /^[^]*(?:\r\n|\n|\r(?!$))/.exec(this.#rest)?.[0] ?? '';
    this.#rest = this.#rest.slice(complete.length);
    return complete
      .split(/\r\n|\n|\r/)
      .slice(0, -1)
      .flatMap((line) => this.#readLine(line));
  }

  #readLine(line: string): ServerSentEvent[] {
    if (line === '') return this.#dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) this.#lastEventId = value;
    if (field === 'retry' && /^\d+$/.test(value)) this.retryMilliseconds = Number(value);
    return [];
  }

  #dispatch(): ServerSentEvent[] {
    const event = {
      name: this.#name || 'message',
      data: this.#data.join('\n'),
      lastEventId: this.#lastEventId,
    };
    const isEmpty = this.#data.length === 0;
    this.#name = '';
    this.#data = [];
    return isEmpty ? [] : [event];
  }
}
