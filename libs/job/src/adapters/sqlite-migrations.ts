/** One entry a version of the tables. What is released is never changed: a change is a new entry. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    status TEXT NOT NULL,
    request TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    completed_at INTEGER,
    error TEXT,
    revision INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    lease_worker TEXT,
    lease_token INTEGER NOT NULL,
    lease_until INTEGER,
    idempotency_key TEXT,
    body_hash TEXT
  );
  CREATE INDEX jobs_by_owner ON jobs (owner, id);
  CREATE INDEX jobs_by_owner_and_status ON jobs (owner, status, id);
  CREATE INDEX jobs_waiting ON jobs (id) WHERE status IN ('pending', 'processing');
  CREATE UNIQUE INDEX jobs_by_idempotency_key ON jobs (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;

  CREATE TABLE inputs (
    job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    body TEXT NOT NULL
  );

  -- The result stands last, so that reading the other columns doesn't touch its pages.
  CREATE TABLE steps (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    progress REAL NOT NULL,
    attempt INTEGER NOT NULL,
    usage TEXT NOT NULL,
    error TEXT,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    result TEXT,
    PRIMARY KEY (job_id, name)
  );

  CREATE TABLE tasks (
    job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    available_at INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    leased_by TEXT,
    lease_token INTEGER NOT NULL,
    leased_until INTEGER
  );
  CREATE INDEX tasks_by_time ON tasks (available_at);
  `,
  // A lease that begins in the future shows that the clock was set back.
  `
  ALTER TABLE jobs ADD COLUMN lease_from INTEGER;
  ALTER TABLE tasks ADD COLUMN leased_from INTEGER;
  CREATE INDEX tasks_leased ON tasks (leased_from) WHERE leased_from IS NOT NULL;
  UPDATE jobs SET lease_from = 0 WHERE lease_until IS NOT NULL;
  UPDATE tasks SET leased_from = 0 WHERE leased_until IS NOT NULL;
  `,
  // The ledger: a step's present run stands in its row, the runs before it apart. Long results stand apart too, and a
  // job's steps side by side, so that a list of jobs, which shows them, has few pages to read.
  // Statuses change often, so that only those of ended jobs, which seldom change, are indexed.
  `
  CREATE TABLE steps_with_runs (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    progress REAL NOT NULL,
    earlier_usage TEXT NOT NULL,
    error TEXT,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    run INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    worker TEXT NOT NULL,
    token INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    outcome TEXT NOT NULL,
    usage TEXT NOT NULL,
    result TEXT,
    PRIMARY KEY (job_id, name)
  ) WITHOUT ROWID;
  CREATE TABLE long_results (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (job_id, step)
  );
  INSERT INTO long_results SELECT job_id, name, result FROM steps WHERE length(result) > 200;
  INSERT INTO steps_with_runs
    SELECT job_id, name, status, progress, '{}', error, 0, started_at, 1, attempt, '', 0, started_at, finished_at,
      CASE status WHEN 'processing' THEN 'running' ELSE status END, usage,
      CASE WHEN length(result) > 200 THEN NULL ELSE result END FROM steps;
  DROP TABLE steps;
  ALTER TABLE steps_with_runs RENAME TO steps;

  CREATE TABLE earlier_runs (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    run INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    worker TEXT NOT NULL,
    token INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    outcome TEXT NOT NULL,
    usage TEXT NOT NULL,
    PRIMARY KEY (job_id, step, run)
  ) WITHOUT ROWID;

  DROP INDEX jobs_by_owner_and_status;
  DROP INDEX jobs_waiting;
  CREATE INDEX jobs_open ON jobs (id, owner) WHERE completed_at IS NULL;
  CREATE INDEX jobs_ended ON jobs (owner, status, id) WHERE completed_at IS NOT NULL;

  CREATE TABLE tasks_by_job (
    job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    available_at INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    lease_token INTEGER NOT NULL,
    leased_by TEXT,
    leased_from INTEGER,
    leased_until INTEGER
  ) WITHOUT ROWID;
  INSERT INTO tasks_by_job
    SELECT job_id, available_at, deliveries, lease_token, leased_by, leased_from, leased_until FROM tasks;
  DROP TABLE tasks;
  ALTER TABLE tasks_by_job RENAME TO tasks;
  CREATE INDEX tasks_ready ON tasks (available_at, job_id, lease_token, deliveries) WHERE leased_from IS NULL;
  CREATE INDEX tasks_leased ON tasks (leased_from) WHERE leased_from IS NOT NULL;
  `,
];
