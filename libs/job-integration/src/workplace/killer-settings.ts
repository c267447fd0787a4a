export interface KillerSettings {
  seed: number;
  kills: number;
  /** A kill comes when so many are running. */
  workers: number;
  /** The longest time from then to the kill. */
  maxMilliseconds: number;
}
