import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';

import { percentile } from '../statistics.ts';
import { body, type Target } from './load.ts';

/**
 * The time below which 99 in a hundred answers stay, in milliseconds, when requests come by the clock, whether the server
 * has answered those before or not. Each is timed from when it should have been sent: a server that falls behind shows it.
 */
export async function openLoopP99({ url, key }: Target, perSecond: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const times: number[] = [];
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  const total = perSecond * seconds;
  await new Promise<void>((resolve) => {
    let sent = 0;
    const tick = () => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
      while (sent < due) {
        const intendedAt = startedAt + (sent / perSecond) * 1000;
        underWay.push(post(agent, { url, key }).then(() => void times.push(performance.now() - intendedAt)));
        sent += 1;
      }
      if (sent < total) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  await Promise.all(underWay);
  agent.destroy();
  return percentile(times, 0.99);
}

function post(agent: Agent, { url, key }: Target): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...{ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...{ 'Content-Length': Buffer.byteLength(body), 'Idempotency-Key': randomUUID() },
    };
    const request = send(`${url}/api/v1/jobs`, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 201) reject(new Error(`The answer was ${response.statusCode}.`));
      response.on('end', resolve).on('error', reject).resume();
    });
    request.on('error', reject).end(body);
  });
}
