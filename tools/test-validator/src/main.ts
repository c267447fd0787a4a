import { parseOptions, usage, UsageError } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { toolVersion } from './tool-version.ts';

try {
  const options = parseOptions(process.argv.slice(2), process.cwd());
  if (options === 'help') console.log(usage);
  else if (options === 'version') console.log(toolVersion);
  else {
    const isMet = await runCommand(
      { ...options, github: options.github || process.env['GITHUB_ACTIONS'] === 'true' },
      {
        print: (text) => console.log(text),
        color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
        width: process.stdout.columns ?? 110,
        now: () => new Date(),
        showProgress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)),
      },
    );
    process.exitCode = isMet ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`test-validator: ${error.message}\n\ntest-validator --help says how it is used.`);
  process.exitCode = 2;
}
