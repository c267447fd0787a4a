import { startGeminiServer } from '@la-factoria/content/testing/gemini-server';

/** What the program is started with, as JSON. */
export interface GeminiProgramSettings {
  /** How long a call takes at least, in milliseconds, evenly spread between these. */
  delays: { least: number; most: number };
}

/** What it says of each call, a line each, when it is answered. */
export interface AnsweredCall {
  purpose: string;
  /** What stands between `Copy ` and a full stop in the source: which job it is for. */
  copy: string;
  /** From the arrival of the request to the end of the answer: the delay, and the time to make up an answer. */
  milliseconds: number;
}

// A model as a process of its own, so that its computing isn't the server's. Ends with its standard input.
const { delays }: GeminiProgramSettings = JSON.parse(process.argv[2] ?? '');
const server = await startGeminiServer({
  delay: () => delays.least + Math.random() * (delays.most - delays.least),
  onAnswered(call, milliseconds) {
    const copy = /Copy (\S+?)\./.exec(call.prompt)?.[1] ?? '';
    const answered: AnsweredCall = { purpose: call.purpose ?? 'none', copy, milliseconds };
    process.stdout.write(`call ${JSON.stringify(answered)}\n`);
  },
});
process.stdout.write(`ready ${server.baseUrl}\n`);
process.stdin.resume().on('end', () => process.exit());
