import type { google } from '@google-cloud/tasks/build/protos';

type Time = google.protobuf.ITimestamp | google.protobuf.IDuration | null | undefined;

/** Milliseconds of a timestamp (since 1970) or a duration; undefined if it is not set. */
export function millisecondsOf(time: Time): number | undefined {
  if (!time) return undefined;
  // The seconds may be a Long, which has no valueOf.
  return Number(String(time.seconds ?? 0)) * 1000 + (time.nanos ?? 0) / 1e6;
}

/** A timestamp or a duration. */
export function timeOf(milliseconds: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) };
}
