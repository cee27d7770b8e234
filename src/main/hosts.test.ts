import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addMember } from '#people/members/index.ts';
import { startSmtp } from '../../test/helpers/smtp.ts';
import { Browser } from '../../test/helpers/browser.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { addFile, openImport, readImport, startImport } from '../embrace/imports/draft.ts';
import { goOn } from '../embrace/imports/go-on.ts';
import { openCommunity } from './demo/members.ts';
import { hireStaff } from './demo/staff.ts';
import { wholeServer } from './testing/whole-server.ts';

const smtp = await startSmtp();
const rapport = await wholeServer({ smtpUrl: smtp.url });
const { app, server } = rapport;
after(async () => {
  await rapport.close();
  await smtp.close();
});
const colleagues = await hireStaff(app);
await openCommunity(app, colleagues[0]!);
const owner = await rapport.staff('owner');
const TALK = 'talk.example.com';
const at = (host: string) => new Browser(server, { origin: `http://${host}` });

/** As the hourly check would find it. */
async function makeLive(host: string, parts: string[]): Promise<string> {
  const { id } = (await owner.post('/api/v1/domains', { host, parts })).body as { id: string };
  await app.db.transaction(async () => {
    await app.db.query('update site_domains set live_since = now(), problem = null where id = $1', [id]);
  });
  await owner.put(`/api/v1/domains/${id}`, { parts });
  return id;
}

async function ledBy(who: Browser, path: string) {
  const { status, headers } = await who.get(path);
  return [status, headers['cache-control'], headers['location']];
}

/** A thread of old.example.com that stands here now. */
async function bringForum(): Promise<void> {
  const { id } = await openImport(app, systemActor, { name: 'Old', origin: 'https://old.example.com' });
  const files = {
    'm.csv': 'id,username\n1,olda\n',
    'c.csv': 'id,name\n7,Old help\n',
    't.csv':
      'id,title,category,author,text,created_at,url\n10,Lamp blinks,7,1,Since Monday.,2017-05-01,/t/lamp/10\n',
  };
  for (const [name, text] of Object.entries(files)) await addFile(app, systemActor, id, { name, text });
  await startImport(app, systemActor, id);
  await goOn(app, new AbortController().signal);
  assert.equal((await readImport(app, id)).counts.thread.done, 1);
}

describe('hosts of requests', () => {
  it('that are not ours are refused plainly, and nothing of them comes back', async () => {
    for (const host of [
      'evil.example',
      'localhost:3000.evil.example',
      'evil.example:3000',
      'a.b"><script>',
    ]) {
      for (const url of ['/community', '/', '/api/v1/session', '/community/sign-in', '/nothing']) {
        const answer = await server.inject({ url, headers: { host } });
        if (/[^\w.:-]/.test(host)) assert.ok([400, 421].includes(answer.statusCode), host);
        else assert.equal(answer.statusCode, 421, `${host}${url}`);
        assert.doesNotMatch(answer.body, /evil|script/);
        assert.equal(answer.headers['location'], undefined);
      }
    }
    const forwarded = await server.inject({
      url: '/community',
      headers: { host: 'localhost:3000', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
    });
    assert.equal(forwarded.statusCode, 200, 'nobody in front is believed unless told');
    assert.doesNotMatch(forwarded.body, /evil/);
  });

  it('do not matter to whoever looks whether the process lives, nor names of this machine', async () => {
    assert.equal(
      (await server.inject({ url: '/healthz', headers: { host: '10.1.2.3.probe.example' } })).statusCode,
      200,
    );
    for (const host of ['127.0.0.1:3000', 'localhost:1', 'rapport:3000', '[::1]:3000'])
      assert.equal((await server.inject({ url: '/community', headers: { host } })).statusCode, 200, host);
  });

  it('never reach a mail: the link to sign in names our address, not the one that was asked', async () => {
    for (const [at, host] of ['127.0.0.1:3000', 'rapport:3000'].entries()) {
      const mail = `ana${at}@customer.example`;
      const answer = await server.inject({
        method: 'POST',
        url: '/community/sign-in',
        headers: { host, origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ mail, back: '/community' }).toString(),
      });
      assert.equal(answer.statusCode, 303, host);
      const { text } = await smtp.mailTo(mail);
      assert.match(text, /http:\/\/localhost:3000\/community\/enter\?ticket=/);
      assert.doesNotMatch(text, /127\.0|rapport:/);
    }
  });
});

describe('the community at an address of its own', () => {
  it('knows its members there, by a cookie of its own, and leads them there from the old address', async () => {
    await makeLive(TALK, ['community']);
    const member = await app.db.transaction(() =>
      addMember(app, { handle: 'ana', displayName: 'Ana', language: 'en' }, {}),
    );
    const there = at(TALK);
    await signInMember(app, there, member.id);
    const page = await there.get('/community/me');
    assert.equal(page.status, 200);
    assert.match(page.body, /Ana/);
    assert.match((await there.get('/community')).body, new RegExp(`href="http://${TALK}/community"`));
    const led = await owner.get('/community/me/account');
    assert.equal(led.status, 302, 'nobody keeps where a page of one’s own led');
    assert.equal(led.headers['cache-control'], 'private, no-store');
    assert.equal(led.headers['location'], `http://${TALK}/community/me/account`);
    for (const path of ['/community/appeal/mac_1?key=secret', '/reviews/end/secret', '/reviews/write/secret'])
      assert.deepEqual(await ledBy(owner, path), [302, 'private, no-store', `http://${TALK}${path}`]);
    assert.deepEqual(await ledBy(owner, '/reviews'), [301, 'public, max-age=300', `http://${TALK}/reviews`]);
  });

  it('is what a proxy passed on, whatever a browser wrote beside it', async (t) => {
    Object.assign(app.config, { trustedProxies: 1 });
    t.after(() => Object.assign(app.config, { trustedProxies: 0 }));
    const asked = (host: string, forwarded: string, url: string) =>
      server.inject({ url, headers: { host, 'x-forwarded-host': forwarded } });
    for (const forged of ['rapport', 'localhost:3000', 'evil.example', '127.0.0.1', `${TALK}, rapport`]) {
      const page = await asked(TALK, forged, '/community/sign-in');
      assert.equal(page.statusCode, 200, `${forged} leads nobody round in a circle`);
      const policy = String(page.headers['content-security-policy']);
      assert.match(policy, new RegExp(`script-src http://${TALK}/community/`));
      assert.doesNotMatch(policy, /evil|rapport|127\.0|localhost/);
    }
    assert.equal((await asked('backend:3000', TALK, '/community')).statusCode, 200, 'a proxy without Host');
    assert.equal((await asked('backend:3000', 'evil.example', '/community')).statusCode, 421);
  });

  it('has robots and scripts of its own, however its name is written and whoever passes it on', async (t) => {
    Object.assign(app.config, { trustedProxies: 1 });
    t.after(() => Object.assign(app.config, { trustedProxies: 0 }));
    const robots = async (headers: Record<string, string>) =>
      (await server.inject({ url: '/robots.txt', headers })).body;
    const own = await robots({ host: TALK });
    assert.match(
      own,
      new RegExp(`Allow: /community\nAllow: /site/\nSitemap: http://${TALK}/community/sitemap`),
    );
    assert.doesNotMatch(own, /Allow: \/help/);
    for (const host of [TALK.toUpperCase(), `${TALK}:80`, `${TALK}.`]) {
      assert.equal(await robots({ host }), own, host);
      assert.equal(await robots({ host: 'backend:3000', 'x-forwarded-host': host }), own, host);
    }
    assert.equal(await robots({ host: TALK, 'x-forwarded-host': 'localhost:3000' }), own);
    const main = await robots({ host: 'localhost:3000' });
    assert.equal(await robots({ host: 'backend:3000', 'x-forwarded-host': 'LOCALHOST:3000' }), main);
    for (const [host, passed] of [
      ['backend:3000', TALK],
      [TALK, 'localhost:3000'],
    ] as const) {
      const headers = { host, 'x-forwarded-host': passed, 'x-forwarded-proto': 'https' };
      const page = await server.inject({ url: '/community/sign-in', headers });
      assert.match(
        String(page.headers['content-security-policy']),
        new RegExp(`script-src https://${TALK}/community/`),
        'scripts of the name that the browser knows',
      );
    }
  });

  it('takes forms of its own pages and of no other site', async () => {
    const post = (headers: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/community/sign-in',
        headers: { host: TALK, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: 'mail=bo%40customer.example&back=%2Fcommunity',
      });
    assert.equal((await post({ origin: `http://${TALK}` })).statusCode, 303);
    for (const origin of ['http://evil.example', 'http://help.example.com'])
      assert.notEqual((await post({ origin })).statusCode, 303, origin);
  });

  it('has one address for each part, and none twice', async () => {
    const refused = async (host: string, parts: string[]) =>
      (await owner.post('/api/v1/domains', { host, parts })).body.error.code as string;
    assert.equal(await refused('other.example.com', ['community']), 'domain.part_taken');
    assert.equal(await refused(TALK, []), 'domain.host_taken');
    assert.equal(await refused('https://x/y', []), 'domain.host_invalid');
    assert.equal(await refused('x'.repeat(290), []), 'domain.host_invalid');
    assert.equal((await owner.put('/api/v1/domains/dom_00000000000000000000', { parts: [] })).status, 404);
  });

  it('has names that only lead on', async () => {
    await makeLive('old.example.com', []);
    const there = at('old.example.com');
    assert.equal((await there.get('/')).headers['location'], `http://${TALK}/community`);
    assert.equal((await there.get('/community/t/1')).headers['location'], `http://${TALK}/community/t/1`);
    assert.equal((await there.get('/help/en')).headers['location'], 'http://localhost:3000/help/en');
    const secret = '/contact/confirm?ticket=secret';
    assert.deepEqual(await ledBy(there, secret), [
      302,
      'private, no-store',
      `http://localhost:3000${secret}`,
    ]);
    const form = await there.post('/community/sign-in');
    assert.deepEqual([form.status, form.headers['cache-control']], [303, 'private, no-store']);
  });

  it('leads from addresses of a forum that was brought over to where they are now', async () => {
    await bringForum();
    const there = at('old.example.com');
    for (const path of ['/t/lamp/10', '/t/lamp/10?u=ana']) {
      const answer = await there.get(path);
      assert.equal(answer.status, 301, path);
      assert.match(
        String(answer.headers['location']),
        new RegExp(`^http://${TALK}/community/t/\\w+/lamp-blinks$`),
      );
      assert.equal(answer.headers['cache-control'], 'public, max-age=0, s-maxage=60');
    }
    const here = await at(TALK).get('/t/lamp/10');
    assert.equal(here.status, 301, 'the forum may have had the name that the community has now');
    assert.equal((await there.post('/t/lamp/10')).status, 404);
    for (const path of ['/t/lamp/11', '/inbox', '/api/v1/session', `/t/lamp/10?${'x'.repeat(600)}`])
      assert.equal((await there.get(path)).status, 404, path);
    assert.equal((await at('unlisted.example.com').get('/t/lamp/10')).status, 421);
  });
});
