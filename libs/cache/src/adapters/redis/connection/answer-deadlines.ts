/** A command that waits for its answer. */
export interface Awaited {
  /** Undefined once it is answered or given up. */
  giveUp: ((isFirst: boolean) => void) | undefined;
  readonly turn: Turn;
}

interface Turn {
  commands: Awaited[];
  open: number;
  timer: NodeJS.Timeout | undefined;
}

/** Gives up on commands that aren't answered in time, with one timer for all that are sent in a turn of the event loop. */
export class AnswerDeadlines {
  readonly #milliseconds: number;
  #turn: Turn | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  begin(giveUp: (isFirst: boolean) => void): Awaited {
    this.#turn ??= this.#beginTurn();
    const awaited = { giveUp, turn: this.#turn };
    this.#turn.commands.push(awaited);
    this.#turn.open += 1;
    return awaited;
  }

  /** @returns whether it is in time */
  end(awaited: Awaited): boolean {
    if (awaited.giveUp === undefined) return false;
    awaited.giveUp = undefined;
    awaited.turn.open -= 1;
    if (awaited.turn.open === 0) clearTimeout(awaited.turn.timer);
    return true;
  }

  #beginTurn(): Turn {
    const turn: Turn = { commands: [], open: 0, timer: undefined };
    // The time runs from when they are sent: when this process goes on to other work first, that isn't Redis's fault. And
    // then one more turn of the event loop, which reads the sockets before it comes to immediates: when this process was
    // busy, the answers may long be there.
    process.nextTick(() => {
      this.#turn = undefined;
      if (turn.open === 0) return;
      turn.timer = setTimeout(() => setImmediate(() => this.#giveUp(turn)), this.#milliseconds);
    });
    return turn;
  }

  #giveUp(turn: Turn): void {
    let isFirst = true;
    for (const awaited of turn.commands) {
      const { giveUp } = awaited;
      awaited.giveUp = undefined;
      if (giveUp === undefined) continue;
      giveUp(isFirst);
      isFirst = false;
    }
  }
}
