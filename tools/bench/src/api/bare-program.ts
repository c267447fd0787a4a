/**
 * A bare Express 5 to compare with: it checks a body with zod and answers as the API does, without keys, limits, logs or
 * jobs, and keeps the body as its settings say. Its one argument: `{ "keeps": …, "file": …, "answer": …, "row": … }`.
 */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

import express from 'express';
import { z } from 'zod';

interface Settings {
  /** Nothing; one insert a request with SQLite's `synchronous` so set; or one commit, synced, for all of a turn. */
  keeps: 'nothing' | 'NORMAL' | 'FULL' | 'group';
  file: string;
  /** What a request is answered with, but for its id. */
  answer: object;
  /** What a GET reads, as JSON. */
  row: string;
}

const { keeps, file, answer, row }: Settings = JSON.parse(process.argv[2] ?? '');

const bodySchema = z.strictObject({
  source: z.strictObject({ text: z.string().min(50).max(1_000_000), title: z.string().max(200).optional() }),
  materials: z
    .array(z.enum(['outline', 'faqs', 'flashcards']))
    .min(1)
    .optional(),
  audio: z.boolean().default(false),
  language: z.string().optional(),
  targetMinutes: z.number().min(1).max(60).optional(),
  useCache: z.boolean().default(true),
});

const database = new DatabaseSync(file);
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${keeps === 'NORMAL' ? 'NORMAL' : 'FULL'};
  CREATE TABLE bodies (id TEXT PRIMARY KEY, body TEXT NOT NULL)`);
const insert = database.prepare('INSERT INTO bodies VALUES (?, ?)');
const select = database.prepare('SELECT body FROM bodies WHERE id = ?');
insert.run('row', row);

let waiting: { id: string; body: string; done: () => void }[] = [];
function keepTogether(id: string, body: string): Promise<void> {
  return new Promise((done) => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ id, body, done });
  });
}
function commit(): void {
  const group = waiting;
  waiting = [];
  database.exec('BEGIN');
  for (const { id, body } of group) insert.run(id, body);
  database.exec('COMMIT');
  for (const { done } of group) done();
}

const app = express();
app.post('/api/v1/jobs', express.json({ limit: '6mb' }), async (request, response) => {
  const body = JSON.stringify(bodySchema.parse(request.body));
  const id = randomUUID();
  if (keeps === 'group') await keepTogether(id, body);
  else if (keeps !== 'nothing') insert.run(id, body);
  response.status(201).json({ ...answer, id });
});
app.get('/api/v1/jobs/:id', (_request, response) => {
  response.json(JSON.parse(String(select.get('row')?.['body'])));
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`La Factoria is at http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
process.stdin.on('end', () => process.exit()).resume();
