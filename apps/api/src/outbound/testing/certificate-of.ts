import { generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  /** Both PEM. */
  cert: string;
  key: string;
}

/** One element of DER (ITU-T X.690): its tag, its length, its content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const lengthBytes = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents);
const objectId = (hexadecimal: string) => der(0x06, Buffer.from(hexadecimal, 'hex'));
const time = (milliseconds: number) =>
  der(0x17, Buffer.from(`${new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** A certificate for one name, signed by itself and valid for a day, with its key: so that none lies about in a file. */
export function certificateOf(name: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = Buffer.from(name);
  const subject = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, text))));
  const alternativeNames = sequence(objectId('551d11'), der(0x04, sequence(der(0x82, text))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    subject,
    sequence(time(Date.now() - dayMilliseconds), time(Date.now() + dayMilliseconds)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternativeNames)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const whole = sequence(content, ecdsaWithSha256, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
