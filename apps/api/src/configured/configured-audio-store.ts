import { type AudioStore, createFileAudioStore } from '@la-factoria/audio';

import type { AudioStoreConfiguration } from '../settings/audio-store-settings.ts';

/** The store that the configuration names. Only who asks for Google's pays for loading its library. */
export async function createConfiguredAudioStore(
  configuration: AudioStoreConfiguration,
  directory: string,
): Promise<AudioStore> {
  if (configuration.kind === 'files') return createFileAudioStore({ directory });
  const { createGoogleCloudStorageAudioStore } = await import('@la-factoria/audio/google-cloud-storage');
  return createGoogleCloudStorageAudioStore(configuration.options);
}
