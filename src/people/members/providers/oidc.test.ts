import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { type HostileProvider, startHostileProvider } from '../../../../test/helpers/hostile-provider.ts';
import { freePort } from '../../../../test/helpers/mail-servers.ts';
import { type OidcPeer, startOidcPeer } from '../../../../test/helpers/oidc-peer.ts';
import { addOidc, begin, bring, isSignedIn, textOf, tryAs } from '../testing/elsewhere.ts';
import { openPeople, type People } from '../testing/people.ts';
import { saveProvider } from './manage.ts';
import { providerInput } from './schema.ts';
import { testProvider } from './test.ts';

let people: People;
let evil: HostileProvider;
let second: HostileProvider;
let peer: OidcPeer;
const ids = { evil: '', second: '', peer: '' };
before(async () => {
  [evil, second] = [await startHostileProvider(), await startHostileProvider()];
  const port = await freePort();
  people = await openPeople(true, { allowOutward: new Set([evil.host, second.host, `127.0.0.1:${port}`]) });
  ids.evil = await addOidc(people, 'Evil & Sons', evil, true);
  ids.second = await addOidc(people, 'Second', second, false);
  const shop = { issuer: `http://127.0.0.1:${port}`, clientId: 'rapport', secret: 'shop secret' };
  ids.peer = await addOidc(people, 'Shop', shop, true);
  peer = await startOidcPeer({
    port,
    clientId: 'rapport',
    secret: 'shop secret',
    redirectUri: `http://localhost:3000/community/ways/${ids.peer}/back`,
    person: {
      sub: 'customer 7',
      email: 'paula@customer.example',
      email_verified: true,
      name: 'Paula P.',
      preferred_username: 'paula',
    },
  });
});
after(async () => {
  await Promise.all([evil.close(), second.close(), peer.close()]);
  await people.made.close();
});
beforeEach(() => {
  evil.misdeeds = {};
  second.misdeeds = {};
});

describe('a real provider', () => {
  it('lets somebody new choose a name, and the same person in at once ever after', async () => {
    const own = people.browser();
    const page = await own.get('/community/sign-in?back=/community/t/5');
    assert.match(String(page.body), /Sign in with Evil &#38; Sons<\/a>/);
    const back = await peer.visit(await begin(own, ids.peer));
    const first = await bring(own, back);
    const enter = String(first.headers['location']);
    assert.match(enter, /^\/community\/enter\?ticket=[\w-]{43}$/);
    const form = String((await own.get(enter)).body);
    assert.match(form, /value="paula"/);
    assert.match(form, /sign in first/);
    const ticket = enter.split('=')[1]!;
    const stranger = await people.send(people.browser(), '/community/enter', {
      ticket,
      handle: 'thief',
      displayName: '',
    });
    assert.equal(stranger.status, 410, 'what a provider said is for the browser that asked');
    const made = await people.send(own, '/community/enter', {
      ticket,
      handle: 'paula',
      displayName: 'Paula P.',
    });
    assert.deepEqual([made.status, made.headers['location']], [303, '/community/t/5']);
    const again = people.browser();
    const entered = await bring(again, await peer.visit(await begin(again, ids.peer)));
    assert.deepEqual([entered.status, entered.headers['location']], [303, '/community/t/5']);
    assert.ok(await isSignedIn(again));
    const [row] = await people.app.db.query(
      'select mail, mail_verified_at is not null as proven from members where handle = $1',
      ['paula'],
    );
    assert.deepEqual(row, { mail: 'paula@customer.example', proven: true });
  });

  it('passes the test of the console, and a wrong secret does not', async () => {
    assert.deepEqual(
      (await testProvider(people.app, ids.peer)).steps.map(({ what, isOk }) => [what, isOk]),
      [
        ['description', true],
        ['keys', true],
        ['pkce', true],
        ['client', true],
      ],
    );
    evil.misdeeds.error = { status: 401, body: { error: 'invalid_client' } };
    const { isOk, steps } = await testProvider(people.app, ids.evil);
    assert.deepEqual([isOk, steps.at(-1)], [false, { what: 'client', isOk: false, text: 'invalid_client' }]);
    evil.misdeeds.description = (all) => ({ ...all, issuer: 'https://accounts.google.com' });
    assert.equal((await testProvider(people.app, ids.evil)).steps[0]!.isOk, false);
  });
});

describe('what a provider says', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const WRONG: Record<string, HostileProvider['misdeeds']> = {
    'another nonce': { claims: (all) => ({ ...all, nonce: 'another' }) },
    'no nonce': { claims: ({ nonce: _nonce, ...all }) => all },
    'another issuer': { claims: (all) => ({ ...all, iss: 'https://accounts.google.com' }) },
    'another audience': { claims: (all) => ({ ...all, aud: 'somebody-else' }) },
    'two audiences, for another': { claims: (all) => ({ ...all, aud: [all['aud'], 'other'], azp: 'other' }) },
    nobody: { claims: (all) => ({ ...all, sub: '' }) },
    'a number for whom': { claims: (all) => ({ ...all, sub: 7 }) },
    'alg none': { signature: 'none' },
    'no signature': { signature: 'stripped' },
    'HS256 with the public key': { signature: 'confused' },
    'a foreign key': { signature: 'foreign' },
    'no ID token': { error: { status: 200, body: { access_token: 'access', token_type: 'Bearer' } } },
    'no JSON': { error: { status: 200, body: [] } },
  };
  for (const [what, misdeeds] of Object.entries(WRONG))
    it(`counts nothing with ${what}`, async () => {
      evil.misdeeds = misdeeds;
      const own = people.browser();
      const answer = await tryAs(own, evil, ids.evil);
      assert.equal(answer.status, 502, String(answer.headers['location']));
      assert.match(textOf(answer.body)!, /could not be trusted/);
      assert.equal(await isSignedIn(own), false);
    });

  it('holds within a minute of wrong clocks, and not beyond', async () => {
    for (const [by, status] of [
      [-45, 303],
      [-90, 502],
    ] as const) {
      evil.misdeeds.claims = (all) => ({ ...all, iat: now() + by - 300, exp: now() + by });
      const answer = await tryAs(people.browser(), evil, ids.evil);
      assert.equal(answer.status, status, `${by}`);
      if (status === 502) assert.match(textOf(answer.body)!, /clock is wrong/);
    }
  });

  it('holds with new keys at once', async () => {
    assert.equal((await tryAs(people.browser(), evil, ids.evil)).status, 303);
    evil.rotate();
    assert.equal((await tryAs(people.browser(), evil, ids.evil)).status, 303);
  });

  it('is said in plain words where it says no, is not set up, or cannot be reached', async () => {
    const own = people.browser();
    const url = new URL(await begin(own, ids.evil));
    const no = await own.get(
      `/community/ways/${ids.evil}/back?error=access_denied&state=${url.searchParams.get('state')}&error_description=<script>alert(1)</script>`,
    );
    assert.deepEqual(
      [no.status, /was told no/.test(textOf(no.body)!), /alert/.test(String(no.body))],
      [403, true, false],
    );
    evil.misdeeds.error = {
      status: 401,
      body: { error: 'invalid_client', error_description: 'secret of evil' },
    };
    const ours = await tryAs(people.browser(), evil, ids.evil);
    assert.match(textOf(ours.body)!, /not set up rightly/);
    assert.doesNotMatch(String(ours.body), /secret of evil/);
    const dead = await saveProvider(
      people.app,
      systemActor,
      providerInput.parse({
        kind: 'oidc',
        name: 'Dead',
        isOpen: true,
        settings: { issuer: 'http://127.0.0.1:9', clientId: 'x' },
      }),
    );
    assert.match(textOf((await own.get(`/community/ways/${dead.id}/start`)).body)!, /could not be reached/);
  });
});

describe('a sign-in', () => {
  it('is ended once, in the browser that began it, at the provider where it began', async () => {
    evil.misdeeds.isCareless = true;
    second.misdeeds.isCareless = true;
    const own = people.browser();
    const back = evil.allow(await begin(own, ids.evil));
    const elsewhere = new URL(back);
    elsewhere.pathname = `/community/ways/${ids.second}/back`;
    assert.equal((await bring(people.browser(), back)).status, 410, 'another browser');
    const known = people.browser();
    await begin(known, ids.evil);
    assert.equal((await bring(known, back)).status, 410, 'another browser that began something else');
    assert.equal((await bring(own, back)).status, 303);
    assert.equal((await bring(own, back)).status, 410, 'twice');
    const mixed = evil.allow(await begin(own, ids.evil));
    mixed.pathname = elsewhere.pathname;
    const count = second.asked.length;
    assert.equal((await bring(own, mixed)).status, 410, 'mixed up');
    assert.equal(second.asked.length, count, 'and the other provider never saw the code');
    for (const query of ['', '?state=', '?state=x&code=y', `?code=y&state=${'x'.repeat(5000)}`])
      assert.equal((await own.get(`/community/ways/${ids.evil}/back${query}`)).status, 410, query);
    const late = evil.allow(await begin(own, ids.evil));
    await people.app.db.query('update member_attempts set expires_at = now() - make_interval(secs => 1)');
    assert.equal((await bring(own, late)).status, 410, 'late');
  });

  it('proves itself with the verifier, and asks for what it may', async () => {
    const own = people.browser();
    const url = new URL(await begin(own, ids.evil));
    const asked = Object.fromEntries(url.searchParams);
    assert.equal(asked['response_type'], 'code');
    assert.equal(asked['scope'], 'openid email profile');
    assert.equal(asked['redirect_uri'], `http://localhost:3000/community/ways/${ids.evil}/back`);
    assert.equal(asked['code_challenge_method'], 'S256');
    assert.ok(new Set([asked['state'], asked['nonce'], asked['code_challenge']]).size === 3);
    const stolen = evil.allow(await begin(own, ids.evil));
    const mine = new URL(evil.allow(url.href));
    mine.searchParams.set('code', stolen.searchParams.get('code')!);
    assert.equal((await bring(own, mine)).status, 502, 'a code of another sign-in');
    const rows = await people.app.db.query('select * from member_attempts');
    assert.ok(
      rows.length > 0 &&
        !JSON.stringify(rows).includes(asked['state']!) &&
        !JSON.stringify(rows).includes(asked['nonce']!),
    );
  });

  it('leads back to paths of ours only', async () => {
    evil.person = { sub: 'wanderer' };
    const join = people.browser();
    const first = await tryAs(join, evil, ids.evil);
    await people.send(join, '/community/enter', {
      ticket: String(first.headers['location']).split('=')[1]!,
      handle: 'wanderer',
      displayName: '',
    });
    for (const back of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/%0d%0aset-cookie:x',
      'javascript:alert(1)',
      '/community/sign-out',
    ]) {
      const own = people.browser();
      const answer = await bring(
        own,
        evil.allow(await begin(own, ids.evil, `back=${encodeURIComponent(back)}`)),
      );
      const to = String(answer.headers['location']);
      assert.ok(to === '/community' || to === '/%0d%0aset-cookie:x', `${back}: ${to}`);
    }
  });
});
