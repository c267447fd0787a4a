/** What the words of a task say about lengths and names. */
export interface TaskHints {
  /** Of all `text` or `body` fields together: `about 9000 characters`. */
  characters: number | undefined;
  /** The fields that this length is meant for. */
  proseFields: ReadonlySet<string>;
  /** Who speaks in a script: `two hosts, Ana and Ben,`. */
  hosts: readonly string[];
}

const proseFields: ReadonlySet<string> = new Set(['text', 'body']);

/** Reads the task as a model would: for names, and for lengths that a schema can't say since they go over several fields. */
export function readTaskHints(task: string): TaskHints {
  const length = /\babout (\d[\d,]*)(?! ?%)/i.exec(task)?.[1];
  const hosts = /\bhosts, ([^,]+?) and ([^,]+?),/.exec(task)?.slice(1) ?? [];
  return {
    characters: length === undefined ? undefined : Number(length.replaceAll(',', '')),
    proseFields,
    hosts: hosts.length > 0 ? hosts : ['Ana', 'Ben'],
  };
}
