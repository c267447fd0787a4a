import type { ApiKey } from '../keys/api-key.ts';

/** Keeps keys, without their secrets. What has been answered is durable. */
export interface KeyStore {
  add(key: ApiKey): Promise<void>;
  find(id: string): Promise<ApiKey | undefined>;
  /** The newest first, the revoked ones too. */
  list(): Promise<ApiKey[]>;
  /** From then on the key lets nobody in. Undefined if there is none; a key that was revoked stays as it is. */
  revoke(id: string, at: number): Promise<ApiKey | undefined>;
  /** Notes that the key was used. May be lost in a crash; does nothing for a key that is not there. */
  touch(id: string, at: number): Promise<void>;
}
