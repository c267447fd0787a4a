import type { google } from '@google-cloud/tasks/build/protos';

import { timeOf } from './proto-time.ts';

export interface OidcToken {
  serviceAccountEmail: string;
  audience: string;
}

/** A task as the server keeps it. Times are milliseconds since 1970. */
export interface StoredTask {
  readonly name: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly oidcToken?: OidcToken;
  readonly createdAt: number;
  readonly dispatchDeadlineMilliseconds: number;
  scheduledAt: number;
  /** Attempts that were dispatched. */
  dispatches: number;
  /** Attempts that received an answer. */
  responses: number;
  /** Those of them whose status was below 500. */
  executions: number;
  /** Attempts that are under way now. */
  underWay: number;
  firstDispatchedAt?: number;
  lastAttempt?: google.cloud.tasks.v2.IAttempt;
  /** Of the attempt before, if that was answered. */
  previousStatus?: number | undefined;
  retryReason?: string;
}

/** The task as the API shows it. Bodies are only in the full view. */
export function taskMessage(task: StoredTask, view: 'BASIC' | 'FULL'): google.cloud.tasks.v2.ITask {
  return {
    name: task.name,
    httpRequest: {
      url: task.url,
      httpMethod: task.method as 'POST',
      headers: { ...task.headers },
      ...(task.oidcToken && { oidcToken: task.oidcToken }),
      ...(view === 'FULL' && { body: task.body }),
    },
    scheduleTime: timeOf(task.scheduledAt),
    createTime: timeOf(Math.floor(task.createdAt / 1000) * 1000),
    dispatchDeadline: timeOf(task.dispatchDeadlineMilliseconds),
    dispatchCount: task.dispatches,
    responseCount: task.responses,
    ...(task.firstDispatchedAt !== undefined && {
      firstAttempt: { dispatchTime: timeOf(task.firstDispatchedAt) },
    }),
    ...(task.lastAttempt && { lastAttempt: task.lastAttempt }),
    view,
  };
}
