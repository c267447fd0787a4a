import type { RunningServer } from './server.ts';

const parentCheckMilliseconds = 250;

export interface RunOptions {
  /** Where the key is found, as a person reads it. */
  keyFile: string;
  print: (line: string) => void;
  /**
   * Also close when the process with this id is no longer the parent. npm runs scripts in a shell that doesn't hand
   * signals on: who ends `npm start` ends npm and that shell, and would leave the server behind. Read it early, since a
   * parent that has ended is no parent any more.
   */
  parent: number | undefined;
}

/**
 * Tells where the server is, and closes it on SIGTERM or SIGINT. A second signal ends the process at once.
 * Resolves when everything is closed.
 */
export async function runUntilSignal(
  server: RunningServer,
  { keyFile, print, parent }: RunOptions,
): Promise<void> {
  // Before the address is told: who reads it may send a signal right away.
  const end = reasonToEnd(parent);
  print(`La Factoria is at ${server.url}`);
  print(
    server.isNewKey
      ? `Your key, shown this once and kept in ${keyFile}: ${server.key}`
      : `The key is the one in ${keyFile}`,
  );
  print(`${await end}: finishing what runs …`);
  await server.close();
}

function reasonToEnd(parent: number | undefined): Promise<string> {
  return new Promise((resolve) => {
    let isEnding = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (isEnding) process.exit(130);
        isEnding = true;
        resolve(signal);
      });
    }
    if (parent === undefined) return;
    const check = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(check);
      resolve('The parent process has ended');
    }, parentCheckMilliseconds);
    check.unref();
  });
}
