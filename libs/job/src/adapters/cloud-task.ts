import type { google } from '@google-cloud/tasks/build/protos';

import { JobError } from '../errors.ts';
import { cloudTaskId } from './cloud-task-name.ts';

/** 100 kB (reference of CreateTask). Whether Google counts 1000 or 1024 bytes, this is allowed. */
export const maxCloudTaskBytes = 100_000;

export interface CloudTaskSettings {
  /** `projects/…/locations/…/queues/…` */
  parent: string;
  workerUrl: string;
  serviceAccountEmail: string;
  audience: string;
  dispatchDeadlineSeconds: number;
}

export interface CloudTaskOrder {
  jobId: string;
  occasion: string;
  /** Milliseconds since 1970; at once if there is none. */
  deliverAt: number | undefined;
}

type Task = google.cloud.tasks.v2.ITask;

/** The task that has a job delivered: a POST of its id. Throws `task-too-large` when Cloud Tasks would refuse it. */
export function buildCloudTask(settings: CloudTaskSettings, order: CloudTaskOrder): Task {
  const { workerUrl, serviceAccountEmail, audience } = settings;
  const body = Buffer.from(JSON.stringify({ jobId: order.jobId }));
  const httpRequest = {
    url: workerUrl,
    headers: { 'Content-Type': 'application/json' },
    oidcToken: { serviceAccountEmail, audience },
  };
  const task = {
    name: `${settings.parent}/tasks/${cloudTaskId(order.jobId, order.occasion)}`,
    dispatchDeadline: { seconds: settings.dispatchDeadlineSeconds },
    ...(order.deliverAt !== undefined && { scheduleTime: timestamp(order.deliverAt) }),
  };
  // JSON is longer than the protobuf that goes over the wire, so what passes here passes there.
  const bytes = Buffer.byteLength(JSON.stringify({ ...task, httpRequest })) + body.length;
  if (bytes > maxCloudTaskBytes) {
    throw new JobError(
      'task-too-large',
      `The task is ${bytes} bytes long; Cloud Tasks takes ${maxCloudTaskBytes} at most.`,
    );
  }
  return { ...task, httpRequest: { ...httpRequest, httpMethod: 'POST', body } };
}

function timestamp(milliseconds: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) };
}
