import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from '@jest/globals';

import { migrations } from './sqlite-migrations.ts';

describe('migrations', () => {
  test('when leases were taken by version 1, version 2 lets them run out as before', () => {
    const database = new DatabaseSync(':memory:');
    const [first, second] = migrations;
    database.exec(String(first));
    database.exec(`
      INSERT INTO jobs (id, owner, status, request, created_at, updated_at, revision, attempt, lease_token,
        lease_worker, lease_until)
      VALUES ('leased', 'ann', 'processing', '{}', 1, 1, 1, 1, 1, 'worker-1', 10000),
        ('free', 'ann', 'pending', '{}', 1, 1, 1, 1, 0, NULL, NULL);
      INSERT INTO tasks (job_id, available_at, deliveries, lease_token, leased_by, leased_until)
      VALUES ('leased', 1, 1, 1, 'worker-1', 10000), ('free', 1, 0, 0, NULL, NULL)`);
    database.exec(String(second));
    expect(database.prepare('SELECT id, lease_from, lease_until FROM jobs ORDER BY id').all()).toEqual([
      { id: 'free', lease_from: null, lease_until: null },
      { id: 'leased', lease_from: 0, lease_until: 10000 },
    ]);
    expect(database.prepare('SELECT job_id, leased_from, leased_until FROM tasks ORDER BY 1').all()).toEqual([
      { job_id: 'free', leased_from: null, leased_until: null },
      { job_id: 'leased', leased_from: 0, leased_until: 10000 },
    ]);
    database.close();
  });
});
