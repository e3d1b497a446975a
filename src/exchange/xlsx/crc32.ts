const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The CRC-32 of bytes, continued from an earlier value (0 at the start).
 *
 * Source: ISO 3309 polynomial as used by PKWARE APPNOTE.TXT, section 4.4.7.
 */
export function crc32(bytes: Uint8Array, start: number): number {
  let value = ~start;
  for (let at = 0; at < bytes.length; at++) {
    value = (table[(value ^ (bytes[at] as number)) & 0xff] as number) ^ (value >>> 8);
  }
  return ~value >>> 0;
}
