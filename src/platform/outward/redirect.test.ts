import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { closeEverything, outwardTo, serve } from './local-server.ts';

after(closeEverything);

describe('redirects', () => {
  it('follows, notes and limits them', async () => {
    const { host } = await serve((request, response) => {
      const left = Number(request.url!.slice(1));
      if (left === 0) return response.end('there');
      response.writeHead(left % 2 ? 301 : 307, { Location: `/${left - 1}` }).end();
    });
    const outward = outwardTo(host);
    const answer = await outward.fetch(`http://${host}/3`);
    assert.equal(textOf(answer.body), 'there');
    assert.equal(answer.url, `http://${host}/0`);
    assert.deepEqual(
      answer.redirects,
      [
        [301, 2],
        [307, 1],
        [301, 0],
      ].map(([status, left]) => ({ status, url: `http://${host}/${left}` })),
    );
    assert.equal((await outward.fetch(`http://${host}/10`)).status, 200);
    await assert.rejects(outward.fetch(`http://${host}/11`), { code: 'outward.too_many_redirects' });
    const manual = await outward.fetch(`http://${host}/3`, { redirect: 'manual' });
    assert.deepEqual([manual.status, manual.headers['location']], [301, '/2']);
  });

  it('drops credentials and bodies on the way to another origin', async () => {
    const there = await serve((_, response) => response.end('there'));
    const here = await serve((request, response) => {
      response.writeHead(Number(request.url!.slice(1)), { Location: `http://${there.host}/` }).end();
    });
    const outward = outwardTo(here.host, there.host);
    const headers = {
      Authorization: 'Bearer x',
      Cookie: 'a=1',
      'X-Api-Key': 'k',
      'If-None-Match': '"e"',
      Accept: 'text/plain',
    };
    await outward.fetch(`http://${here.host}/302`, { headers });
    const arrived = there.seen[0]!.headers;
    assert.deepEqual(
      [arrived['authorization'], arrived['cookie'], arrived['x-api-key']],
      [undefined, undefined, undefined],
    );
    assert.deepEqual([arrived['if-none-match'], arrived['accept']], ['"e"', 'text/plain']);
    const kept = await outward.fetch(`http://${here.host}/307`, { method: 'POST', body: 'password' });
    assert.deepEqual([kept.status, there.seen.length], [307, 1]);
    await outward.fetch(`http://${here.host}/303`, { method: 'POST', body: 'password' });
    assert.deepEqual([there.seen[1]?.method, there.seen[1]?.body], ['GET', '']);
  });

  it('keeps method, body and headers inside one origin', async () => {
    const { host, seen } = await serve((request, response) => {
      if (request.url === '/new') response.end();
      else response.writeHead(308, { Location: '/new' }).end();
    });
    await outwardTo(host).fetch(`http://${host}/old`, {
      method: 'PUT',
      body: 'b',
      headers: { Authorization: 'x' },
    });
    assert.deepEqual([seen[1]?.method, seen[1]?.body, seen[1]?.headers['authorization']], ['PUT', 'b', 'x']);
  });

  it('stops at an address it does not take', async () => {
    for (const Location of ['file:///etc/passwd', 'http://user:pw@example.org/', 'http://[bad']) {
      const { host } = await serve((_, response) => response.writeHead(302, { Location }).end());
      await assert.rejects(
        outwardTo(host).fetch(`http://${host}/`),
        { code: 'outward.url_invalid' },
        Location,
      );
    }
  });
});

describe('asFetch', () => {
  it('has the shape that libraries expect', async () => {
    const { host, seen } = await serve((request, response) => {
      if (request.url === '/none') return response.writeHead(204).end();
      if (request.url === '/moved') return response.writeHead(302, { Location: '/' }).end();
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
    });
    const fetch = outwardTo(host).asFetch({ timeoutMs: 2000 });
    const response = await fetch(new URL(`http://${host}/`), {
      method: 'POST',
      body: new URLSearchParams({ a: '1' }),
    });
    assert(response instanceof globalThis.Response);
    assert.deepEqual(await response.json(), { ok: true });
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.match(seen[0]?.headers['content-type'] ?? '', /urlencoded/);
    const request = new Request(`http://${host}/moved`, {
      method: 'POST',
      body: 'x',
      headers: { authorization: 'y' },
    });
    const moved = await fetch(request);
    assert.deepEqual([moved.url, moved.redirected, moved.ok], [`http://${host}/`, true, true]);
    assert.equal(seen[1]?.headers['authorization'], 'y');
    const stream = new Blob(['stream']).stream();
    await fetch(`http://${host}/`, { method: 'PUT', body: stream, duplex: 'half' } as RequestInit);
    assert.equal(seen.at(-1)?.body, 'stream');
    assert.equal((await fetch(`http://${host}/none`)).body, null);
    await assert.rejects(fetch(`http://${host}/moved`, { redirect: 'error' }), TypeError);
    assert.equal((await fetch(`http://${host}/moved`, { redirect: 'manual' })).status, 302);
    await assert.rejects(fetch(`http://${host}/`, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}
