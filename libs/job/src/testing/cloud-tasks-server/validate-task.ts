import type { google } from '@google-cloud/tasks/build/protos';

import { millisecondsOf } from './proto-time.ts';
import { checkedName, parentOf } from './resource-names.ts';
import { StatusError } from './status-error.ts';
import type { StoredTask } from './stored-task.ts';

type TaskMessage = google.cloud.tasks.v2.ITask;
type HttpRequestMessage = google.cloud.tasks.v2.IHttpRequest;

// The limits are those of the API's reference and https://cloud.google.com/tasks/docs/quotas.
const maxTaskBytes = 100 * 1024;
const maxHeaderBytes = 80 * 1024;
const maxUrlCharacters = 2083;
const maxScheduleMilliseconds = 30 * 24 * 3_600_000;
const minDeadlineMilliseconds = 15_000;
const maxDeadlineMilliseconds = 30 * 60_000;
const defaultDeadlineMilliseconds = 10 * 60_000;

/** In the order of the enumeration HttpMethod; what is not specified is a POST. */
const methods = ['POST', 'POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const methodsWithBody = ['POST', 'PUT', 'PATCH'];

const loopback = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;

function refuse(message: string): never {
  throw new StatusError('INVALID_ARGUMENT', message);
}

export interface TaskOrder {
  parent: string;
  task: TaskMessage;
  /** The task's size as it came over the wire. */
  bytes: number;
  now: number;
  /** For a task without a name. */
  newId: () => string;
}

/** The task to store. Throws INVALID_ARGUMENT for what Google refuses, UNIMPLEMENTED for what only Google has. */
export function validatedTask({ parent, task, bytes, now, newId }: TaskOrder): StoredTask {
  const name = task.name ? checkedName('task', task.name) : `${parent}/tasks/${newId()}`;
  if (parentOf(name) !== parent) {
    refuse(`The queue name from request ("${parent}") must be the same as in the task's name ("${name}").`);
  }
  if (task.appEngineHttpRequest) {
    throw new StatusError('UNIMPLEMENTED', 'This server dispatches HTTP tasks, and none of App Engine.');
  }
  const request = task.httpRequest ?? refuse('One of the targets (http_request) must be set.');
  if (bytes > maxTaskBytes) refuse(`Task size too large: ${bytes} bytes, at most ${maxTaskBytes}.`);
  const deadline = millisecondsOf(task.dispatchDeadline) ?? defaultDeadlineMilliseconds;
  if (deadline < minDeadlineMilliseconds || deadline > maxDeadlineMilliseconds) {
    refuse(`Task.dispatchDeadline must be between 15 seconds and 30 minutes, and is ${deadline / 1000} s.`);
  }
  const scheduledAt = Math.max(now, millisecondsOf(task.scheduleTime) ?? now);
  if (scheduledAt > now + maxScheduleMilliseconds) refuse('The schedule time must be within 30 days.');
  return {
    name,
    ...validatedRequest(request),
    createdAt: now,
    scheduledAt,
    dispatchDeadlineMilliseconds: deadline,
    ...{ dispatches: 0, responses: 0, executions: 0, underWay: 0 },
  };
}

function validatedRequest(request: HttpRequestMessage) {
  const url = request.url ?? '';
  if (!/^https?:\/\/./.test(url) || !URL.canParse(url)) {
    refuse(`HttpRequest.url must be a URL that starts with "http://" or "https://", and is "${url}".`);
  }
  if (url.length > maxUrlCharacters) refuse(`HttpRequest.url is longer than ${maxUrlCharacters} characters.`);
  const method = methods[Number(request.httpMethod ?? 0)] ?? refuse('HttpRequest.http_method is unknown.');
  const body = bytesOf(request.body);
  if (body.length > 0 && !methodsWithBody.includes(method)) {
    refuse(`HttpRequest.body is allowed with ${methodsWithBody.join(', ')}, and not with ${method}.`);
  }
  const headers = { ...request.headers };
  if (Buffer.byteLength(Object.entries(headers).flat().join('')) >= maxHeaderBytes) {
    refuse('The size of the headers must be less than 80KB.');
  }
  if (request.oauthToken) {
    throw new StatusError('UNIMPLEMENTED', 'This server signs OIDC tokens, and gives no OAuth tokens.');
  }
  return { url, method, headers, body, ...oidcTokenOf(request, url) };
}

function oidcTokenOf({ oidcToken }: HttpRequestMessage, url: string) {
  if (!oidcToken) return {};
  const serviceAccountEmail = oidcToken.serviceAccountEmail || refuse('OidcToken needs a service account.');
  if (!url.startsWith('https://') && !loopback.test(url)) {
    refuse('HttpRequest.url must start with "https://" for a request with an authorization header.');
  }
  return { oidcToken: { serviceAccountEmail, audience: oidcToken.audience || url } };
}

function bytesOf(body: HttpRequestMessage['body']): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'base64') : (body ?? new Uint8Array());
}
