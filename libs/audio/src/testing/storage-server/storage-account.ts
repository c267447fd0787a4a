import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';

const email = 'audio@loopback.iam.gserviceaccount.com';

export type SignatureFault = 'unsigned' | 'expired' | 'mismatch';

export interface StorageAccount {
  credentials: { client_email: string; private_key: string };
  /** Whether this `Authorization` is a token that the account signed for itself, for now and for storage. */
  isTokenValid(authorization: string | undefined, now: Date): boolean;
  /** What is wrong with a signed address (V4, RSA); undefined if nothing is. */
  faultOf(url: URL, host: string, now: Date): SignatureFault | undefined;
}

/** A service account with a key of its own: small, since it is made anew for each server and guards nothing. */
export function createStorageAccount(): StorageAccount {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const isSignedBy = (text: string, signature: Buffer) =>
    createVerify('RSA-SHA256').update(text).verify(publicKey, signature);

  return {
    credentials: { client_email: email, private_key: privateKey },

    isTokenValid(authorization, now) {
      const [, head = '', claims = '', signature = ''] =
        /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
      if (!isSignedBy(`${head}.${claims}`, Buffer.from(signature, 'base64url'))) return false;
      const { iss, exp, scope } = JSON.parse(Buffer.from(claims, 'base64url').toString());
      const isForStorage = /auth\/(?:cloud-platform|devstorage\.\w+)\b/.test(String(scope));
      return iss === email && isForStorage && 1000 * Number(exp) > now.getTime();
    },

    faultOf(url, host, now) {
      const parameters = url.searchParams;
      const get = (name: string) => parameters.get(`X-Goog-${name}`) ?? '';
      if (!parameters.has('X-Goog-Signature')) return 'unsigned';
      const date = get('Date');
      const scope = `${date.slice(0, 8)}/auto/storage/goog4_request`;
      const isOurs =
        get('Algorithm') === 'GOOG4-RSA-SHA256' &&
        get('Credential') === `${email}/${scope}` &&
        get('SignedHeaders') === 'host';
      const hash = createHash('sha256').update(canonicalRequest(url, host)).digest('hex');
      const text = ['GOOG4-RSA-SHA256', date, scope, hash].join('\n');
      if (!isOurs || !isSignedBy(text, Buffer.from(get('Signature'), 'hex'))) return 'mismatch';
      const began = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
      const lasts = Number(get('Expires'));
      if (!(lasts > 0 && lasts <= 604_800)) return 'mismatch';
      return now.getTime() >= began + 1000 * lasts ? 'expired' : undefined;
    },
  };
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** cloud.google.com/storage/docs/authentication/canonical-requests. Google's library signs the host without its port. */
function canonicalRequest(url: URL, host: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const path = url.pathname
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
  const headers = `host:${host.replace(/:\d+$/, '')}\n`;
  return ['GET', path, query, headers, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
}
