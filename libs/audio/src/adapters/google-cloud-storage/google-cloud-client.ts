import type { Storage } from '@google-cloud/storage';

/** The parts of Google's JSON key file of a service account that count. */
export interface GoogleCloudCredentials {
  client_email: string;
  private_key: string;
}

export interface GoogleCloudClientOptions {
  bucket: string;
  /** Undefined: taken from the surroundings, as Google's own tools do (Application Default Credentials). */
  credentials: GoogleCloudCredentials | undefined;
  projectId: string | undefined;
  apiEndpoint: string | undefined;
}

/** What the store needs of Google's library: who asks, where, and signed addresses. */
export interface GoogleCloudClient {
  /** Without a slash at the end. */
  apiEndpoint: string;
  authorization(): Promise<Record<string, string>>;
  signedUrl(object: string, lifetimeSeconds: number): Promise<string>;
}

/**
 * Loads Google's library, which takes a quarter of a second. Its requests are not used: in 8.4.0 their `timeout` never
 * reaches node-fetch, so that a server that hangs holds a call for ever, and an upload that fails keeps its session.
 */
export async function createGoogleCloudClient(options: GoogleCloudClientOptions): Promise<GoogleCloudClient> {
  const { bucket, credentials, projectId, apiEndpoint } = options;
  const { Storage } = await import('@google-cloud/storage');
  const storage: Storage = new Storage({
    ...(projectId !== undefined && { projectId }),
    ...(apiEndpoint !== undefined && { apiEndpoint, useAuthWithCustomEndpoint: true }),
  });
  // Not as an option, which warns that credentials of any kind might be hidden in it.
  if (credentials !== undefined) {
    const { client_email, private_key } = credentials;
    storage.authClient.jsonContent = { type: 'service_account', client_email, private_key };
  }
  // A service account signs its own tokens (google.aip.dev/auth/4111): one host less that can fail.
  storage.authClient.useJWTAccessWithScope = true;
  return {
    apiEndpoint: storage.apiEndpoint,

    async authorization() {
      const headers = await storage.authClient.getRequestHeaders();
      return Object.fromEntries(headers.entries());
    },

    async signedUrl(object, lifetimeSeconds) {
      const now = Date.now();
      const [url] = await storage
        .bucket(bucket)
        .file(object)
        .getSignedUrl({
          ...{ version: 'v4', action: 'read' },
          ...{ accessibleAt: now, expires: now + 1000 * lifetimeSeconds },
        });
      return url;
    },
  };
}
