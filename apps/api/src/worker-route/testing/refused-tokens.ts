import { createHmac } from 'node:crypto';

import { claimsOf, encoded, inSeconds, type TokenSigner } from './token-signer.ts';

/**
 * Tokens that let nobody in: what is wrong with each, and the reason that is given for it.
 * @param known signer whose key is in the set
 * @param unknown signer whose key isn't
 */
export function refusedTokens(known: TokenSigner, unknown: TokenSigner): [string, string, string][] {
  const [header = '', payload = '', signature = ''] = known.sign().split('.');
  const { kid } = known.key;
  const isNotRs256 = 'its header does not name RS256 and a key';
  const isMalformed = 'it is malformed';
  const isForged = 'its signature is wrong';
  const isForAnother = 'it was made for another audience';
  const isOfAnother = 'it belongs to another account';
  const isUnverified = "its account's address is not verified";
  const hmacContent = `${encoded({ alg: 'HS256', kid, typ: 'JWT' })}.${payload}`;
  const hmac = createHmac('sha256', known.publicKeyPem).update(hmacContent).digest('base64url');
  return [
    ['says alg none and has no signature', `${encoded({ alg: 'none', kid })}.${payload}.`, isNotRs256],
    ['says alg none over a signature that fits', known.sign({}, { alg: 'none' }), isNotRs256],
    ['says RS512 over a signature by RS256', known.sign({}, { alg: 'RS512' }), isNotRs256],
    ['says rs256', known.sign({}, { alg: 'rs256' }), isNotRs256],
    ['is signed by HS256 with the PEM of the public key', `${hmacContent}.${hmac}`, isNotRs256],
    ['is so signed and says RS256', `${header}.${payload}.${hmac}`, isForged],
    ['has no signature', `${header}.${payload}.`, isForged],
    ['names no key', known.sign({}, { kid: undefined }), isNotRs256],
    ['names a list of keys', known.sign({}, { kid: [kid] }), isNotRs256],
    ['names a key that nobody has', unknown.sign(), 'no key has its key id'],
    ["names a key that is every object's", known.sign({}, { kid: '__proto__' }), 'no key has its key id'],
    ['names the right key and is signed by another', unknown.sign({}, { kid }), isForged],
    ['brings its own key', unknown.sign({}, { kid, jwk: unknown.key }), isForged],
    [
      'has other claims than were signed',
      `${header}.${encoded(claimsOf({ more: 1 }))}.${signature}`,
      isForged,
    ],
    ['is made for another audience', known.sign({ aud: 'https://factoria.example' }), isForAnother],
    ['is made for several audiences', known.sign({ aud: [claimsOf()['aud'], 'other'] }), isForAnother],
    ['is made for no audience', known.sign({ aud: undefined }), isForAnother],
    ['comes from another issuer', known.sign({ iss: 'https://issuer.example' }), 'another issuer made it'],
    [
      "comes from the library's third issuer",
      known.sign({ iss: 'googleapis.com' }),
      'another issuer made it',
    ],
    ['comes from no issuer', known.sign({ iss: undefined }), 'another issuer made it'],
    ['belongs to another account', known.sign({ email: 'x@y.iam.gserviceaccount.com' }), isOfAnother],
    ['belongs to no account', known.sign({ email: undefined }), isOfAnother],
    ['has an address that is not verified', known.sign({ email_verified: false }), isUnverified],
    ['does not say if its address is verified', known.sign({ email_verified: undefined }), isUnverified],
    ['says so in a text', known.sign({ email_verified: 'true' }), isUnverified],
    ['has expired', known.sign({ iat: inSeconds(-4000), exp: inSeconds(-330) }), 'it has expired'],
    ['is not valid yet', known.sign({ iat: inSeconds(330) }), 'it is not valid yet'],
    ['is valid for a day', known.sign({ exp: inSeconds(86_000) }), 'it is valid for too long'],
    ['never expires', known.sign({ exp: undefined }), isMalformed],
    ['was never issued', known.sign({ iat: undefined }), isMalformed],
    ['is no JWT', 'hello', isMalformed],
    ['is an API key', 'lf_0123456789abcdef', isMalformed],
    ['has two parts', `${header}.${payload}`, isMalformed],
    ['has four parts', `${known.sign()}.${signature}`, isMalformed],
    ['has a header that is no JSON', `aGVsbG8.${payload}.${signature}`, isMalformed],
    ['has a header that is null', `${encoded(null)}.${payload}.${signature}`, isNotRs256],
    ['is padded', `${known.sign()}==`, isMalformed],
    ['is broken into two lines', `${header}\n.${payload}.${signature}`, isMalformed],
  ];
}
