const types: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json',
};

/** What browsers are told that a file is, by the end of its name. */
export const contentTypeOf = (name: string): string =>
  types[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
