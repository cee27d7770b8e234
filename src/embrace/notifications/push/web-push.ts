import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  hkdfSync,
  randomBytes,
  sign as signWith,
} from 'node:crypto';

const CURVE = 'prime256v1';
const RECORD = 4096;
/** A record holds the text, one byte that ends it, and the tag of 16. */
export const MOST_BYTES = RECORD - 17;

/** What a browser gave to be reached: its point on P-256 and a secret, both base64url. */
export interface PushKeys {
  p256dh: string;
  auth: string;
}

/** Whether keys can be used: a point of 65 bytes that is on the curve, and 16 bytes. */
export function areUsable({ p256dh, auth }: PushKeys): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  // What is read over in between would be kept all the same.
  if (p256dh.length > 88 || auth.length > 24) return false;
  if (point.length !== 65 || point[0] !== 4 || Buffer.from(auth, 'base64url').length !== 16) return false;
  const probe = createECDH(CURVE);
  probe.generateKeys();
  try {
    probe.computeSecret(point);
    return true;
  } catch {
    return false;
  }
}

/** A message that only that browser can read (RFC 8291, one record of RFC 8188). `fixed` is for the example of the RFC. */
export function encryptPush(
  text: Uint8Array,
  { p256dh, auth }: PushKeys,
  fixed: { salt?: Buffer; privateKey?: Buffer } = {},
): Buffer {
  if (text.length > MOST_BYTES) throw new RangeError(`a push message has at most ${MOST_BYTES} bytes`);
  const receiver = Buffer.from(p256dh, 'base64url');
  const sender = createECDH(CURVE);
  if (fixed.privateKey) sender.setPrivateKey(fixed.privateKey);
  else sender.generateKeys();
  const own = sender.getPublicKey();
  const salt = fixed.salt ?? randomBytes(16);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, own]);
  const secret = derive(sender.computeSecret(receiver), Buffer.from(auth, 'base64url'), info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.update(Buffer.from([2])), cipher.final()]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD);
  head.writeUInt8(own.length, 4);
  return Buffer.concat([salt, head, own, sealed, cipher.getAuthTag()]);
}

function derive(key: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}

/** A pair of keys that tells push services who we are; base64url. */
export function makeVapidKeys(): { publicKey: string; privateKey: string } {
  const pair = createECDH(CURVE);
  pair.generateKeys();
  // A leading zero is dropped by the library and belongs to the number.
  const secret = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') };
}

/** The header `Authorization` for a push service (RFC 8292). `subject`: how its operators reach ours; `at`: now. */
export function vapidHeader(
  endpoint: string,
  keys: { publicKey: string; privateKey: string },
  { subject, at }: { subject: string; at: Date },
): string {
  const point = Buffer.from(keys.publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: keys.privateKey,
    },
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expires = Math.floor(at.getTime() / 1000) + 12 * 3600;
  const claims = { aud: new URL(endpoint).origin, exp: expires, sub: subject };
  const said = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const proof = signWith('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${said}.${proof.toString('base64url')}, k=${keys.publicKey}`;
}
