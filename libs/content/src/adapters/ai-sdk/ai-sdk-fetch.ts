export type Fetch = typeof globalThis.fetch;

/**
 * `fetch` for calls that carry a key: a redirect is not followed, since the key would go with it to wherever it points.
 * @param fetch @default the global one, looked up at each call
 */
export const fetchWithoutRedirects =
  (fetch: Fetch | undefined): Fetch =>
  (input, init) =>
    (fetch ?? globalThis.fetch)(input, { ...init, redirect: 'manual' });
