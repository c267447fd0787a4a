/** Castagnoli's polynomial, bits reversed (RFC 3720, appendix B.4). */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  return remainder;
});

/** In base64 of four bytes, the highest first, as Google writes it. Computed here, not by what is tested. */
export function crc32c(bytes: Uint8Array): string {
  let remainder = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1)
    remainder = (table[(remainder ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (remainder >>> 8);
  const result = Buffer.alloc(4);
  result.writeUInt32BE(~remainder >>> 0);
  return result.toString('base64');
}
