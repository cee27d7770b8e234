/** The smallest PNG with a comment in it, and one of another colour. */
export function pngOf(comment: string, colour = 0): Uint8Array {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
  const crc = (bytes: Buffer) => {
    let value = 0xff_ff_ff_ff;
    for (const byte of bytes) value = crcTable[(value ^ byte) & 255]! ^ (value >>> 8);
    return (value ^ 0xff_ff_ff_ff) >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  // One grey dot, stored without packing (RFC 1950, 1951).
  const raw = Buffer.from([0, colour]);
  let [a, b] = [1, 0];
  for (const byte of raw) [a, b] = [(a + byte) % 65_521, (b + a + byte) % 65_521];
  const data = Buffer.from([0x78, 1, 1, 2, 0, 0xfd, 0xff, ...raw, b >> 8, b & 255, a >> 8, a & 255]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Comment\0${comment}`)),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
