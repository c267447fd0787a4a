import { materialLabels } from './material-kinds.ts';
import type { CommandName } from './parse-arguments/command-names.ts';

const exits = `Exit codes: 0 done, 1 failed or partial, 2 wrong usage or input, 130 interrupted.`;

const server = `  --server URL         an API that runs already (or FACTORIA_SERVER); else one is started for the command
  --key KEY            its key (or FACTORIA_API_KEY, which other users of the machine can't see)`;

const pages: Record<CommandName | 'factoria', string> = {
  factoria: `factoria turns one text, document or web page into study materials and a podcast.

  factoria make notes.md --audio    make them, into ./out
  factoria jobs                     list the jobs
  factoria keys create              make a key of the API; list and revoke them
  factoria serve                    run the API (the same as npm start)
  factoria <command> --help         all about a command
  factoria --version

${exits}`,

  make: `factoria make <file or address> [options]

Makes study materials from a text (plain or Markdown, UTF-8) or a document (PDF, DOCX, EPUB or HTML, up to 20 MiB);
- reads standard input. What begins with http:// or https:// is fetched by the API.

  -o, --out DIR        where the results go (./out)
  --audio              also voice the podcast script, into podcast.mp3 and podcast.vtt
  --materials a,b,c    only these (all eight)
  --title TEXT         the title (the text's own)
  --language TAG       like en or pt-BR (detected)
  --target-minutes N   length of the podcast
  --audience TEXT      for whom
  --level LEVEL        beginner, intermediate or advanced
  --max-cost USD       stop before a model costs more than this (no limit; the extractive writer costs nothing)
  --webhook URL        told by the API when the job ends
  --no-cache           make everything anew
  --json               print the result as JSON
  -q, --quiet          print nothing but errors
${server}

Materials: ${Object.keys(materialLabels).join(', ')}.
Ctrl-C cancels the job.

${exits}`,

  jobs: `factoria jobs [options]

Lists jobs, the newest first.

  --status STATUS      only these: pending, processing, completed, partial, failed or cancelled
  --limit N            how many at most (20)
  --json               print them as JSON
${server}

${exits}`,

  keys: `factoria keys create [options]
factoria keys list [--json]
factoria keys revoke <id>

Makes a key of the API, lists all keys, or makes one invalid for good. That takes a key with the scope admin.
create prints the key alone on standard output, and what it is on standard error: KEY=$(factoria keys create).
The key is shown this once. list shows times in UTC. revoke takes the whole key, too, and keeps its secret to itself.

  --owner NAME         whose jobs the key opens (those of the key that asks)
  --scopes a,b         what it may do: jobs:read, jobs:write, admin (jobs:read,jobs:write)
  --name TEXT          what it is for
  --expires WHEN       a date or time like 2030-01-31 or 2030-01-31T12:00 (UTC unless it names a zone), or a number of
                       days like 30d (never)
  --json               print the API's answer as JSON
${server}

${exits}`,

  serve: `factoria serve

Runs the API until Ctrl-C, the same as npm start. Settings come from the environment: PORT, HOST, DATA_DIR,
FACTORIA_API_KEY, LOG_LEVEL, and WRITER with those of a model (see the README).

${exits}`,
};

/** The page about a command, or about all. */
export const helpPage = (topic?: CommandName): string => `${pages[topic ?? 'factoria']}\n`;
