import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addressOf } from '#platform/addresses/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { Browser } from '../../test/helpers/browser.ts';
import { TEST_ORIGIN } from '../../test/helpers/server.ts';
import { toldServer } from './testing/told-server.ts';

const rapport = await toldServer();
const { app, server } = rapport;
const owner = await rapport.staff('owner');
const address = await server.listen({ host: '127.0.0.1', port: 0 });
const { port } = new URL(address);
const help = `help.example.com:${port}`;

// Names of the test lead to this machine, as a DNS record would.
const led = new Set<string>();
const outward = createOutward({
  allow: new Set([help]),
  log: app.log,
  resolve: (name, done) =>
    led.has(name)
      ? done(null, [{ address: '127.0.0.1', family: 4 }])
      : done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), []),
});
Object.assign(app, { outward });
after(async () => {
  await outward.close();
  await rapport.close();
});

const at = (host: string) => new Browser(server, { origin: `http://${host}` });
const add = async (host: string, parts: string[]) => owner.post('/api/v1/domains', { host, parts });

describe('an address of the company’s own', () => {
  let id = '';
  before(async () => {
    const added = await add(help, ['help']);
    assert.equal(added.status, 201);
    ({ id } = added.body);
    assert.equal(added.body.liveSince, null);
    assert.equal(added.body.problem, 'unreachable');
    assert.match(added.body.problemDetail, /help\.example\.com/);
  });

  it('changes nothing before it leads here', async () => {
    const page = await owner.get('/help/en');
    assert.equal(page.status, 200);
    assert.match(page.body, /<link rel="canonical" href="http:\/\/localhost:3000\/help\/en"/);
    assert.equal((await at(help).get('/help/en')).status, 200, 'it can be looked at');
  });

  it('is live once its own answer came back, and is named by pages, feeds, site maps and links', async () => {
    led.add('help.example.com');
    const checked = await owner.post(`/api/v1/domains/${id}/check`);
    assert.equal(checked.body.problem, null);
    assert.ok(checked.body.liveSince);
    const page = await at(help).get('/help/en');
    assert.match(page.body, new RegExp(`<link rel="canonical" href="http://${help}/help/en"`));
    assert.match(page.body, new RegExp(`property="og:url" content="http://${help}/help/en"`));
    assert.doesNotMatch(page.body, /localhost:3000/);
    assert.match(
      (await at(help).get('/help/sitemap.xml')).body,
      new RegExp(`<loc>http://${help}/help/en</loc>`),
    );
    const feed = (await at(help).get('/help/en/feed.json')).body;
    assert.equal(feed.feed_url, `http://${help}/help/en/feed.json`);
    assert.ok(feed.items.every((one: { url: string }) => one.url.startsWith(`http://${help}/`)));
    assert.ok(
      feed.items.every((one: { id: string }) => one.id.startsWith(TEST_ORIGIN)),
      'what readers know an entry by never changes',
    );
    assert.equal(addressOf(app, '/help/en/x'), `http://${help}/help/en/x`);
    assert.equal(addressOf(app, '/community'), `${TEST_ORIGIN}/community`);
  });

  it('is where the main address leads, but no form is lost', async () => {
    const moved = await owner.get('/help/en/search?q=a%20b');
    assert.equal(moved.status, 301);
    assert.equal(moved.headers['location'], `http://${help}/help/en/search?q=a%20b`);
    assert.equal((await owner.get('/contact')).headers['location'], `http://${help}/contact`);
    assert.equal((await owner.post('/help/en/nothing/vote')).status, 303, 'taken, and not led on');
    assert.equal((await owner.get('/community')).status, 200, 'the community has no address of its own');
  });

  it('has its part and nothing of the console or the API', async () => {
    const there = at(help);
    assert.equal((await there.get('/')).headers['location'], '/help');
    for (const path of [
      '/inbox',
      '/api/v1/session',
      '/api/auth/get-session',
      '/api',
      '/assets/x.js',
      '/docs/mail.md',
    ])
      assert.equal((await there.get(path)).status, 404, path);
    assert.equal((await there.post('/api/auth/sign-in/email', { email: 'x', password: 'y' })).status, 404);
    const elsewhere = await there.get('/community/t/1?page=2');
    assert.equal(elsewhere.headers['location'], `${TEST_ORIGIN}/community/t/1?page=2`);
    assert.equal((await there.get('/search?q=router')).status, 200);
    assert.equal(
      (await there.get('/site/style.css')).status,
      200,
      'the page of the search looks as it should',
    );
    const robots = (await there.get('/robots.txt')).body as string;
    assert.match(robots, new RegExp(`Sitemap: http://${help}/help/sitemap.xml`));
    assert.doesNotMatch(robots, /community/);
  });

  it('is known to the proxy that gets certificates', async () => {
    const ask = async (domain: string) =>
      (
        await server.inject({
          url: '/api/v1/domains/ask',
          query: { domain },
          headers: { host: `127.0.0.1:${port}` },
        })
      ).statusCode;
    assert.equal(await ask(help), 200);
    assert.equal(await ask('help.example.com'), 200, 'a proxy asks for the name alone');
    assert.equal(await ask('localhost:3000'), 404, 'no certificate has such a name');
    for (const strange of ['evil.example', '', 'x'.repeat(299), '../..', 'help.example.com.evil.example'])
      assert.equal(await ask(strange), 404, strange);
  });

  it('stays live while it cannot be reached for an hour', async () => {
    led.delete('help.example.com');
    await outward.close();
    const checked = await owner.post(`/api/v1/domains/${id}/check`);
    assert.equal(checked.body.problem, 'unreachable');
    assert.ok(checked.body.liveSince);
    assert.equal((await owner.get('/help/en')).status, 301);
  });

  it('gives its pages back when it is removed', async () => {
    assert.equal((await owner.delete(`/api/v1/domains/${id}`)).status, 204);
    assert.equal((await owner.get('/help/en')).status, 200);
    assert.equal((await at(help).get('/help/en')).status, 421);
  });
});
