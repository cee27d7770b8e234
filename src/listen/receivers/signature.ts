import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How a sender shows that it is the one. */
export type Signature =
  /** The address is the secret. */
  | { scheme: 'none' }
  /** Standard Webhooks 1.0. */
  | { scheme: 'standard' }
  /** HMAC-SHA256 of the body in a header, behind a prefix: `x-hub-signature-256: sha256=…`. */
  | { scheme: 'hmac'; header: string; prefix: string; encoding: 'hex' | 'base64' };

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const TOLERANCE_S = 300;

/**
 * What is wrong with a message, in words for the sender; undefined when it is right. `secret` as the sender knows it: `whsec_…` for Standard
 * Webhooks, any text otherwise.
 */
export function problemWith(
  signature: Signature,
  secret: string,
  headers: Headers,
  body: Buffer,
  now: Date,
): string | undefined {
  if (signature.scheme === 'none') return undefined;
  if (signature.scheme === 'hmac') {
    const { header, prefix, encoding } = signature;
    const given = one(headers, header);
    if (given === undefined) return `The header ${header} is missing.`;
    const right = prefix + createHmac('sha256', secret).update(body).digest(encoding);
    return isSame(
      encoding === 'hex' ? given.toLowerCase() : given,
      encoding === 'hex' ? right.toLowerCase() : right,
    )
      ? undefined
      : `The signature in ${header} is not right.`;
  }
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    one(headers, name),
  );
  if (!id || !timestamp || !signatures)
    return 'One of webhook-id, webhook-timestamp and webhook-signature is missing.';
  const sent = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now.getTime() / 1000 - sent) <= TOLERANCE_S))
    return 'The message is more than five minutes old, or the clocks differ.';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return signatures.split(' ').some((one) => isSame(one, `v1,${right}`))
    ? undefined
    : 'The signature in webhook-signature is not right.';
}

/** By what a message is known again: the sender's id of it, or its bytes. An HMAC of the body alone says nothing of ids, which could be anybody's. */
export function keyOf({ scheme }: Signature, headers: Headers, body: Buffer): string {
  const named = scheme === 'hmac' ? undefined : idOf(headers);
  return named === undefined
    ? `sha256:${createHash('sha256').update(body).digest('hex')}`
    : `id:${named.length > 200 ? createHash('sha256').update(named).digest('hex') : named}`;
}

/** Whether a secret of Standard Webhooks holds enough for a key: base64 of at least 16 bytes. Anything else decodes to little or nothing. */
export function isStrong(secret: string): boolean {
  const text = secret.replace(/^whsec_/, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length >= 16;
}

function idOf(headers: Headers): string | undefined {
  return one(headers, 'webhook-id') ?? one(headers, 'x-github-delivery') ?? one(headers, 'idempotency-key');
}

function one(headers: Headers, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
