import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

/** A browser as a push service knows it: what it gives away to be reached, and how it reads what comes (RFC 8291). */
export interface PushSubscriber {
  keys: { p256dh: string; auth: string };
  read(message: Buffer): string;
}

export function makeSubscriber(): PushSubscriber {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  const derive = (key: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length));
  return {
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    read(message) {
      const [salt, sender] = [message.subarray(0, 16), message.subarray(21, 86)];
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
      const secret = derive(pair.computeSecret(sender), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const opened = createDecipheriv('aes-128-gcm', key, nonce);
      opened.setAuthTag(message.subarray(-16));
      const plain = Buffer.concat([opened.update(message.subarray(86, -16)), opened.final()]);
      assert.equal(plain.at(-1), 2, 'one record, which is the last one');
      return plain.subarray(0, -1).toString();
    },
  };
}

export interface PushService {
  port: number;
  /** What it took, by the path of the browser, in clear. */
  taken(path: string): string[];
  /** Why it refused what came. */
  refused: string[];
  /** How it answers a path from now on. */
  answers: Map<string, number>;
  /** Knows a browser under a path, with the key of who may push to it. */
  subscribe(path: string, subscriber: PushSubscriber, applicationKey: string): void;
  close(): Promise<void>;
}

/** A push service on this machine that does what real ones do (RFC 8030): checks who sends (RFC 8292), and hands what it cannot read to its browser. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { subscriber: PushSubscriber; applicationKey: string; taken: string[] }>();
  const [refused, answers] = [[] as string[], new Map<string, number>()];
  let origin = '';
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      const status = answers.get(path);
      const browser = browsers.get(path);
      if (status !== undefined) return void response.writeHead(status).end();
      try {
        assert.ok(browser, 'nobody is there');
        assert.equal(request.method, 'POST');
        checkHeaders(request.headers, origin, browser.applicationKey);
        browser.taken.push(browser.subscriber.read(Buffer.concat(parts)));
        response.writeHead(201, { location: `${origin}/message/${browser.taken.length}` }).end();
      } catch (error) {
        refused.push(error instanceof Error ? error.message : 'no error');
        response.writeHead(browser ? 403 : 410).end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  return {
    port,
    refused,
    answers,
    taken: (path) => browsers.get(path)?.taken ?? [],
    subscribe: (path, subscriber, applicationKey) =>
      void browsers.set(path, { subscriber, applicationKey, taken: [] }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What RFC 8030 and 8188 want to stand there, and the proof of who sends it. */
function checkHeaders(headers: IncomingHttpHeaders, origin: string, applicationKey: string): void {
  assert.match(String(headers['ttl']), /^\d+$/, 'how long it may wait');
  assert.equal(headers['content-encoding'], 'aes128gcm');
  assert.match(String(headers['urgency'] ?? 'normal'), /^(very-low|low|normal|high)$/);
  const said = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(String(headers['authorization']));
  assert.ok(said, 'it says who sends it');
  const [, head, claims, proof, key] = said;
  assert.equal(key, applicationKey, 'only who the browser subscribed to may push');
  const point = Buffer.from(key!, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signed = Buffer.from(`${head}.${claims}`);
  const signature = Buffer.from(proof!, 'base64url');
  assert.ok(
    verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
    'it is signed',
  );
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims!, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  assert.equal(aud, origin);
  assert.match(String(sub), /^(https?:|mailto:)/);
  const seconds = Number(exp) - Date.now() / 1000;
  assert.ok(seconds > 0 && seconds <= 86_400, 'good for a day at most');
}
