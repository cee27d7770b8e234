import { createHmac } from 'node:crypto';

/**
 * Headers of a message as Standard Webhooks 1.0 asks for them: HMAC-SHA256 of `id.timestamp.body` with the key behind `whsec_`. The time is in
 * seconds; receivers refuse old ones, so each attempt is signed anew.
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
