/** An entry that is on its way from the far store. */
export interface EntryUnderWay {
  readonly key: string;
  /** What was told of the key last since it set out: the stamp of another entry, or that it is gone. */
  told: { stamp: string } | 'gone' | undefined;
  /** Changes may have been missed meanwhile. */
  isUnsure: boolean;
}

/** Tells of entries that are under way whether something overtook them: such a one must not bring back what is no more. */
export class EntriesUnderWay {
  readonly #all = new Set<EntryUnderWay>();

  begin(key: string): EntryUnderWay {
    const entry: EntryUnderWay = { key, told: undefined, isUnsure: false };
    this.#all.add(entry);
    return entry;
  }

  end(entry: EntryUnderWay): void {
    this.#all.delete(entry);
  }

  tellStored(key: string, stamp: string): void {
    for (const entry of this.#all) if (entry.key === key) entry.told = { stamp };
  }

  tellGone(isMeant: (key: string) => boolean): void {
    for (const entry of this.#all) if (isMeant(entry.key)) entry.told = 'gone';
  }

  tellUnsure(): void {
    for (const entry of this.#all) entry.isUnsure = true;
  }
}

/** What was told last may be this very entry: that is how those who wait for it learn of it. */
export const isOvertaken = ({ told, isUnsure }: EntryUnderWay, stamp: string): boolean =>
  isUnsure || (told !== undefined && (told === 'gone' || told.stamp !== stamp));
