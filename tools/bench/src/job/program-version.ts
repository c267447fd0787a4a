import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What the program says of its version; undefined if it isn't installed. */
export async function programVersion(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version']);
    return stdout.trim();
  } catch {
    return undefined;
  }
}
