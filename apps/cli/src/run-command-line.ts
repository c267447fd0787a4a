import type { CommandContext } from './command-context.ts';
import { runJobs } from './commands/jobs-command.ts';
import { runKeys } from './commands/keys-command.ts';
import { runMake } from './commands/make-command.ts';
import { CliError } from './errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { helpPage } from './help.ts';
import { type Command, parseArguments } from './parse-arguments/parse-arguments.ts';

/** Does what the words say and answers the exit code. What goes wrong is told on standard error, without a stack. */
export async function runCommandLine(words: readonly string[], context: CommandContext): Promise<ExitCode> {
  try {
    return await run(parseArguments(words), context);
  } catch (error) {
    if (context.interruption.aborted) {
      context.stderr.write('Interrupted.\n');
      return exitCodes.interrupted;
    }
    if (!(error instanceof CliError)) throw error;
    context.stderr.write(`factoria: ${error.message}\n`);
    return error.exitCode;
  }
}

async function run(command: Command, context: CommandContext): Promise<ExitCode> {
  switch (command.name) {
    case 'help':
      context.stdout.write(helpPage(command.topic));
      return exitCodes.done;
    case 'version':
      context.stdout.write(`${context.version}\n`);
      return exitCodes.done;
    case 'make':
      return runMake(command, context);
    case 'jobs':
      return runJobs(command, context);
    case 'keys':
      return runKeys(command, context);
    case 'serve':
      await context.serveApi();
      return exitCodes.done;
  }
}
