import type { google } from '@google-cloud/tasks/build/protos';

import { millisecondsOf, timeOf } from './proto-time.ts';
import type { RetrySettings } from './retry-schedule.ts';
import { StatusError } from './status-error.ts';

type QueueMessage = google.cloud.tasks.v2.IQueue;

export interface QueueSettings extends RetrySettings {
  maxConcurrentDispatches: number;
  maxDispatchesPerSecond: number;
}

/** What Google gives a queue that says nothing else (https://cloud.google.com/tasks/docs/configuring-queues). */
export const defaultQueueSettings: QueueSettings = {
  maxAttempts: 100,
  maxRetryMilliseconds: 0,
  minBackoffMilliseconds: 100,
  maxBackoffMilliseconds: 3_600_000,
  maxDoublings: 16,
  maxConcurrentDispatches: 1000,
  maxDispatchesPerSecond: 500,
};

/** The settings of a queue's message. What it leaves out is as Google has it. Throws INVALID_ARGUMENT. */
export function queueSettingsOf({ retryConfig, rateLimits }: QueueMessage): QueueSettings {
  const standard = defaultQueueSettings;
  // In proto3 a number that is not set is 0, so it means "the default".
  const settings = {
    maxAttempts: retryConfig?.maxAttempts || standard.maxAttempts,
    maxRetryMilliseconds: millisecondsOf(retryConfig?.maxRetryDuration) ?? standard.maxRetryMilliseconds,
    minBackoffMilliseconds: millisecondsOf(retryConfig?.minBackoff) ?? standard.minBackoffMilliseconds,
    maxBackoffMilliseconds: millisecondsOf(retryConfig?.maxBackoff) ?? standard.maxBackoffMilliseconds,
    maxDoublings: retryConfig?.maxDoublings || standard.maxDoublings,
    maxConcurrentDispatches: rateLimits?.maxConcurrentDispatches || standard.maxConcurrentDispatches,
    maxDispatchesPerSecond: rateLimits?.maxDispatchesPerSecond || standard.maxDispatchesPerSecond,
  };
  assertWithin('retry_config.max_attempts', settings.maxAttempts, -1, Number.MAX_SAFE_INTEGER);
  assertWithin('retry_config.max_doublings', settings.maxDoublings, 0, Number.MAX_SAFE_INTEGER);
  assertWithin('rate_limits.max_concurrent_dispatches', settings.maxConcurrentDispatches, 1, 5000);
  assertWithin('rate_limits.max_dispatches_per_second', settings.maxDispatchesPerSecond, 0, 500);
  if (settings.minBackoffMilliseconds > settings.maxBackoffMilliseconds) {
    throw new StatusError('INVALID_ARGUMENT', 'retry_config.min_backoff must not exceed max_backoff.');
  }
  return settings;
}

function assertWithin(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new StatusError('INVALID_ARGUMENT', `${field} must be within ${min} and ${max}, and is ${value}.`);
}

export function settingsMessage(settings: QueueSettings): QueueMessage {
  return {
    rateLimits: {
      maxDispatchesPerSecond: settings.maxDispatchesPerSecond,
      maxBurstSize: maxBurstSize(settings),
      maxConcurrentDispatches: settings.maxConcurrentDispatches,
    },
    retryConfig: {
      maxAttempts: settings.maxAttempts,
      maxRetryDuration: timeOf(settings.maxRetryMilliseconds),
      minBackoff: timeOf(settings.minBackoffMilliseconds),
      maxBackoff: timeOf(settings.maxBackoffMilliseconds),
      maxDoublings: settings.maxDoublings,
    },
  };
}

/** Google chooses it by the rate and doesn't say how; these are the sizes seen: 10 for 1 a second, 100 for 500. */
export function maxBurstSize({ maxDispatchesPerSecond }: QueueSettings): number {
  return Math.max(10, Math.min(100, Math.ceil(maxDispatchesPerSecond / 5)));
}
