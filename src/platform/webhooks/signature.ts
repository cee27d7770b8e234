import { createHmac, randomBytes } from 'node:crypto';

/** A new key for one receiver: 192 random bits, as Standard Webhooks writes them. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

/**
 * Headers of a message as Standard Webhooks 1.0 asks for them: HMAC-SHA256 of `id.timestamp.body` with the key behind `whsec_`, one signature
 * for each secret that is good at the moment. The time is in seconds; receivers refuse old ones, so each attempt is signed anew.
 */
export function signedHeaders(
  secrets: string | readonly string[],
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000);
  const sign = (secret: string) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  };
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': [secrets].flat().map(sign).join(' '),
  };
}
