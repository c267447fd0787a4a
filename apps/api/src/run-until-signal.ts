import type { RunningServer } from './server.ts';

/**
 * Tells where the server is, and closes it on SIGTERM or SIGINT. A second signal ends the process at once.
 * Resolves when everything is closed.
 */
export async function runUntilSignal(
  server: RunningServer,
  print: (line: string) => void,
  keyFile: string,
): Promise<void> {
  print(`La Factoria is at ${server.url}`);
  print(
    server.isNewKey
      ? `Your key, shown this once and kept in ${keyFile}: ${server.key}`
      : `The key is the one in ${keyFile}`,
  );
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(130));
        resolve(name);
      });
    }
  });
  print(`${signal}: finishing what runs …`);
  await server.close();
}
