import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { ServerResponse } from 'node:http';
import zlib from 'node:zlib';
import { createDialler } from './dial.ts';
import {
  close,
  closeEverything,
  connectionsOf,
  createTestOutward,
  outwardTo,
  serve,
  serveRaw,
  until,
} from './local-server.ts';

after(closeEverything);

describe('fetch', () => {
  it('brings status, joined headers, body and the address', async () => {
    const { host, seen } = await serve((request, response) => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(201, { 'X-Kind': 'Good' }).end(`${request.method} ${request.url}`);
    });
    const answer = await outwardTo(host).fetch(`http://${host}/a%20b?q=1#part`, {
      method: 'post',
      headers: { 'X-Mine': 'yes', Host: 'elsewhere.example', 'Content-Length': '999' },
      body: 'hello',
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers['x-kind'], 'Good');
    assert.equal(answer.headers['set-cookie'], 'a=1, b=2');
    assert.equal(textOf(answer.body), 'POST /a%20b?q=1');
    assert.deepEqual([answer.url, answer.redirects], [`http://${host}/a%20b?q=1`, []]);
    assert.equal(seen[0]?.body, 'hello');
    assert.equal(seen[0]?.headers['host'], host, 'the transport names the host');
    assert.equal(seen[0]?.headers['user-agent'], 'Test/1');
  });

  it('keeps connections and opens at most six to one host', async () => {
    const waiting: ServerResponse[] = [];
    const { host, server } = await serve((_, response) => void waiting.push(response));
    let opened = 0;
    server.on('connection', () => (opened += 1));
    const outward = outwardTo(host);
    const all = Array.from({ length: 20 }, () => outward.fetch(`http://${host}/`));
    let answered = 0;
    while (answered < all.length) {
      await new Promise((resolve) => setImmediate(resolve));
      assert(waiting.length <= 6);
      if (waiting.length === Math.min(6, all.length - answered)) {
        answered += waiting.length;
        for (const response of waiting.splice(0)) response.end('done');
      }
    }
    await Promise.all(all);
    assert.equal(opened, 6);
  });

  for (const [name, pack] of Object.entries({
    gzip: zlib.gzipSync,
    'x-gzip': zlib.gzipSync,
    br: zlib.brotliCompressSync,
    zstd: zlib.zstdCompressSync,
    deflate: zlib.deflateSync,
    'deflate, gzip': (body: Buffer) => zlib.gzipSync(zlib.deflateSync(body)),
  })) {
    it(`unpacks ${name} and refuses a bomb in it`, async () => {
      const { host } = await serve((request, response) => {
        const body =
          request.url === '/bomb' ? Buffer.alloc(20_000_000) : Buffer.from('Grüße, 世界 '.repeat(50));
        response.writeHead(200, { 'Content-Encoding': name.toUpperCase() }).end(pack(body));
      });
      const outward = outwardTo(host);
      const answer = await outward.fetch(`http://${host}/`);
      assert.equal(textOf(answer.body), 'Grüße, 世界 '.repeat(50));
      assert.equal(answer.headers['content-encoding'], undefined, 'the header spoke of the packed body');
      const before = process.memoryUsage().rss;
      await assert.rejects(outward.fetch(`http://${host}/bomb`, { maxBytes: 100_000 }), {
        code: 'outward.too_large',
      });
      assert(process.memoryUsage().rss - before < 60_000_000);
    });
  }

  it('reads what servers get wrong about encodings, and names what cannot be read', async () => {
    const answers: Record<string, [string, Buffer]> = {
      '/raw-deflate': ['deflate', zlib.deflateRawSync('text')],
      '/plain-as-gzip': ['gzip', Buffer.from('text')],
      '/identity': ['identity', Buffer.from('text')],
      '/cut': ['gzip', zlib.gzipSync('text').subarray(0, -4)],
      '/junk': ['br', Buffer.from('this is not brotli')],
      '/unknown': ['rot13', Buffer.from('grkg')],
      '/often': ['gzip, gzip, gzip', Buffer.from('text')],
    };
    const { host } = await serve((request, response) => {
      const [encoding, body] = answers[request.url!]!;
      response.writeHead(200, { 'Content-Encoding': encoding }).end(body);
    });
    const outward = outwardTo(host);
    for (const place of ['/raw-deflate', '/plain-as-gzip', '/identity', '/cut']) {
      assert.equal(textOf((await outward.fetch(`http://${host}${place}`)).body), 'text', place);
    }
    for (const place of ['/junk', '/unknown', '/often']) {
      await assert.rejects(outward.fetch(`http://${host}${place}`), { code: 'outward.unreadable' }, place);
    }
  });

  it('stops at the size limit, announced or not', async () => {
    const { host, server } = await serve((request, response) => {
      if (request.url === '/announced') response.setHeader('Content-Length', 50_000_000);
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    for (const place of ['/announced', '/chunked']) {
      await assert.rejects(outwardTo(host).fetch(`http://${host}${place}`, { maxBytes: 200_000 }), {
        code: 'outward.too_large',
      });
    }
    await until(async () => (await connectionsOf(server)) === 0);
  });

  it('ends an exchange that takes too long, wherever it hangs', async () => {
    const { host } = await serve((request, response) => {
      if (request.url === '/silent') return;
      if (request.url === '/redirects')
        return void setTimeout(() => response.writeHead(302, { Location: '/redirects' }).end(), 40);
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const drip = await serveRaw((socket) => {
      const timer = setInterval(() => socket.write('H'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    for (const url of [
      `http://${host}/silent`,
      `http://${host}/dripping`,
      `http://${host}/redirects`,
      `http://${drip}/`,
    ]) {
      const startedAt = performance.now();
      await assert.rejects(
        outwardTo(host, drip).fetch(url, { timeoutMs: 250 }),
        { code: /outward\.(timeout|unreachable)/ },
        url,
      );
      assert(performance.now() - startedAt < 10_000, url);
    }
    const stop = new AbortController();
    const asked = outwardTo(host).fetch(`http://${host}/silent`, { signal: stop.signal });
    stop.abort(new Error('changed my mind'));
    await assert.rejects(asked, { message: 'changed my mind' });
  });

  it('says who could not be reached and keeps the cause', async () => {
    const { host, server } = await serve(() => undefined);
    await close(server);
    await assert.rejects(
      outwardTo(host).fetch(`http://${host}/`),
      (error: { code?: string; message: string; cause?: unknown }) => {
        assert.equal(error.code, 'outward.unreachable');
        assert(error.message.includes(host) && error.message.includes('nothing answers'), error.message);
        assert(error.cause instanceof Error);
        return true;
      },
    );
    const nowhere = createTestOutward([], (_, done) =>
      done(Object.assign(new Error('?'), { code: 'ENOTFOUND' }), []),
    );
    await assert.rejects(nowhere.fetch('http://nowhere.example/'), {
      code: 'outward.unreachable',
      message: /no such host/,
    });
    const rude = await serveRaw((socket) => socket.end('SMTP ready\r\n'));
    await assert.rejects(outwardTo(rude).fetch(`http://${rude}/`), { code: 'outward.unreachable' });
  });
});

describe('the guard', () => {
  it('never connects to a private network, by literal, by name or by a name that changes its answer', async () => {
    const { host, seen } = await serve((_, response) => response.end('secret'));
    const port = host.split(':')[1];
    const answers = ['10.0.0.1', '127.0.0.1', '::1', '::ffff:127.0.0.1'];
    let asked = 0;
    const outward = createTestOutward([], (_, done) => {
      const address = answers[asked++ % answers.length]!;
      done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
    });
    for (const name of [
      ...answers.map(() => 'evil.example'),
      'localhost',
      '127.0.0.1',
      '[::1]',
      '2130706433',
    ]) {
      await assert.rejects(
        outward.fetch(`http://${name}:${port}/`),
        { code: 'outward.address_forbidden' },
        name,
      );
    }
    await assert.rejects(outward.connect(`ws://evil.example:${port}/`), {
      code: 'outward.address_forbidden',
    });
    await assert.rejects(outward.asFetch()(`http://127.0.0.1:${port}/`), {
      code: 'outward.address_forbidden',
    });
    assert.equal(seen.length, 0);
  });

  it('dials exactly the addresses it checked: private ones are left out of a mixed answer', async () => {
    const mixed = ['127.0.0.1', '8.8.8.8', 'fd00::1', '2606:4700::1'].map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    let asked = 0;
    const dialler = createDialler((_, done) => {
      asked += 1;
      done(null, mixed);
    });
    const found = await new Promise((resolve, reject) => {
      dialler.lookup(false, 'x:80')('x', { all: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses),
      );
    });
    assert.deepEqual(found, [mixed[1], mixed[3]]);
    const { host } = await serve((_, response) => response.end('ok'));
    const port = host.split(':')[1];
    const outward = createTestOutward([`pds.example:${port}`], (_, done) => {
      asked += 1;
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    });
    asked = 0;
    await outward.fetch(`http://pds.example:${port}/`);
    assert.equal(asked, 1, 'one answer is both checked and dialled');
  });

  it('does not let a stranger point into the allow-list, nor reuse an allowed connection', async () => {
    const inside = await serve((_, response) => response.end('inside'));
    const outside = await serve((_, response) =>
      response.writeHead(302, { Location: `http://${inside.host}/` }).end(),
    );
    const other = await serve((_, response) => response.end('other'));
    const outward = outwardTo(inside.host, outside.host);
    assert.equal(textOf((await outward.fetch(`http://${outside.host}/`)).body), 'inside');
    const hop = await serve((_, response) =>
      response.writeHead(302, { Location: `http://${other.host}/` }).end(),
    );
    await assert.rejects(outwardTo(hop.host).fetch(`http://${hop.host}/`), {
      code: 'outward.address_forbidden',
    });
    assert.equal(other.seen.length, 0);
  });
});

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}
