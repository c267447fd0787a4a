import { createGoogleCloudStorageAudioStore } from '@la-factoria/audio/google-cloud-storage';
import { describeAudioStoreContract } from '@la-factoria/audio/testing';
import { startStorageServer } from '@la-factoria/audio/testing/storage-server';

describeAudioStoreContract('Google Cloud Storage', async () => {
  const { url, bucket, credentials, close } = await startStorageServer({ pageSize: 2 });
  return { store: createGoogleCloudStorageAudioStore({ bucket, credentials, apiEndpoint: url }), close };
});

describeAudioStoreContract('Google Cloud Storage, in a folder of the bucket', async () => {
  const { url, bucket, credentials, close } = await startStorageServer();
  const options = { bucket, credentials, apiEndpoint: url, prefix: 'audio/of this app/' };
  return { store: createGoogleCloudStorageAudioStore(options), close };
});
