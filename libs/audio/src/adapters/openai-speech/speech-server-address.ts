/** Where a speech server is and how it is let in. */
export interface SpeechServerAddress {
  /** The base URL without credentials: fit for messages and keys. */
  address: string;
  endpoint: string;
  headers: Record<string, string>;
  /** What must appear in no error. */
  secrets: readonly string[];
}

/**
 * Reads a base URL like `http://127.0.0.1:8880/v1`, with or without a slash at its end. Credentials in it
 * (`http://user:password@host/v1`) are sent as HTTP's basic authentication: `fetch` takes none within a URL.
 * Throws a RangeError, which repeats neither key nor URL, as both may be secret.
 */
export function speechServerAt(baseUrl: string, apiKey: string | undefined): SpeechServerAddress {
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
    throw new RangeError('apiKey must be letters, digits and signs, without spaces or line ends');
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new RangeError('baseUrl must be an http or https URL without query and fragment');
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const hasCredentials = user !== '' || password !== '';
  if (hasCredentials && apiKey !== undefined)
    throw new RangeError('Give either an apiKey or credentials in baseUrl: one request carries only one');

  const address = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const authorization = hasCredentials ? `Basic ${basic}` : apiKey && `Bearer ${apiKey}`;
  const credentials = hasCredentials ? [basic, user, password, url.username, url.password] : [];
  return {
    address,
    endpoint: `${address}/audio/speech`,
    headers: { 'Content-Type': 'application/json', ...(authorization && { Authorization: authorization }) },
    // Longest first, so that none is hidden by a part of it being taken out.
    secrets: [...credentials, apiKey ?? '']
      .filter((secret) => secret !== '')
      .sort((one, other) => other.length - one.length),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
