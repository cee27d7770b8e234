import { createPublicKey, sign } from 'node:crypto';

/** An element of DER: tag, length, contents. */
function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const size = body.length.toString(16);
  const bytes = Buffer.from(size.length % 2 === 0 ? size : `0${size}`, 'hex');
  const length = body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x80 | bytes.length, ...bytes);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
// sha256WithRSAEncryption (1.2.840.113549.1.1.11) with NULL.
const SIGNED_BY = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
// commonName (2.5.4.3).
const COMMON_NAME = Buffer.from('0603550403', 'hex');

const nameOf = (name: string): Buffer =>
  sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(name.slice(0, 64))))));
/** UTCTime until 2049, as RFC 5280 wants it, GeneralizedTime from then on. */
function timeOf(at: Date): Buffer {
  const digits = `${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
  const isLong = at.getUTCFullYear() >= 2050;
  return element(isLong ? 0x18 : 0x17, Buffer.from(isLong ? digits : digits.slice(2)));
}

/** A certificate (X.509 version 1, RSA with SHA-256) that a key gives itself, as PEM: metadata name keys so. `serial` is random. */
export function certify(of: { key: string; name: string; serial: Uint8Array; from: Date; to: Date }): string {
  const publicKey = createPublicKey(of.key).export({ type: 'spki', format: 'der' });
  // Positive, and no zero in front.
  const serial = element(0x02, Buffer.of(0x01), of.serial);
  const whole = sequence(
    serial,
    SIGNED_BY,
    nameOf(of.name),
    sequence(timeOf(of.from), timeOf(of.to)),
    nameOf(of.name),
    publicKey,
  );
  const signature = element(0x03, Buffer.of(0), sign('sha256', whole, of.key));
  const lines = sequence(whole, SIGNED_BY, signature)
    .toString('base64')
    .replaceAll(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
