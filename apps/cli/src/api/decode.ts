import { CliError } from '../errors.ts';

// What a server sent is checked before it is believed. All throw `answer-unexpected`, naming the field.

/** A JSON object. */
export function object(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unexpected(where, 'an object', value);
  // Every property of an object that JSON.parse made may be read by name.
  return value as Record<string, unknown>;
}

export function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw unexpected(where, 'a list', value);
  return value;
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw unexpected(where, 'a text', value);
  return value;
}

export const textOrNull = (value: unknown, where: string): string | null =>
  isMissing(value) ? null : text(value, where);

export function number(value: unknown, where: string): number {
  if (typeof value !== 'number') throw unexpected(where, 'a number', value);
  return value;
}

export const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

export function unexpected(where: string, wanted: string, value: unknown): CliError {
  const got = JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
  return new CliError(
    'answer-unexpected',
    `The server's answer is not as expected: ${where} is not ${wanted} but ${got}.`,
  );
}
