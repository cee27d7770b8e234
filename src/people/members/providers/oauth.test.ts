import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { type HostileProvider, startHostileProvider } from '../../../../test/helpers/hostile-provider.ts';
import { begin, isSignedIn, textOf, tryAs } from '../testing/elsewhere.ts';
import { openPeople, type People } from '../testing/people.ts';
import { textIn } from './fields.ts';
import { removeProvider, saveProvider } from './manage.ts';
import { providerInput } from './schema.ts';
import { testProvider } from './test.ts';

let people: People;
let hub: HostileProvider;
let id = '';
const settingsAt = (issuer: string) => ({
  authorizeUrl: `${issuer}/authorize`,
  tokenUrl: `${issuer}/token`,
  userUrl: `${issuer}/user`,
  mailsUrl: `${issuer}/emails`,
  clientId: 'rapport-members',
  scope: 'read:user user:email',
});
before(async () => {
  hub = await startHostileProvider();
  people = await openPeople(true, { allowOutward: new Set([hub.host]) });
  id = await add({});
});
after(async () => {
  await hub.close();
  await people.made.close();
});
beforeEach(() => {
  // As GitHub does: neither its origin nor any of the addresses that are set up.
  hub.misdeeds = { isPlain: true, iss: `${hub.issuer}/login/oauth`, pages: { '/emails': [] } };
  hub.person = { id: 7, login: 'octo', name: 'Octo Cat' };
});

async function add(settings: object, more: object = {}): Promise<string> {
  const all = { ...settingsAt(hub.issuer), ...settings };
  const input = {
    kind: 'oauth',
    name: 'Hub',
    isOpen: true,
    trustsMail: true,
    secret: hub.secret,
    settings: all,
    ...more,
  };
  return (await saveProvider(people.app, systemActor, providerInput.parse(input))).id;
}

const isMember = async (mails: object[], person: object = {}) => {
  hub.misdeeds.pages = { '/emails': mails };
  hub.person = { ...hub.person, ...person };
  const own = people.browser();
  await tryAs(own, hub, id);
  return isSignedIn(own);
};

describe('a provider without ID tokens', () => {
  it('is asked with state and proof of the code, tells who somebody is, and knows him again by his number', async () => {
    const own = people.browser();
    const url = new URL(await begin(own, id));
    assert.deepEqual(
      [
        url.searchParams.get('scope'),
        url.searchParams.get('code_challenge_method'),
        url.searchParams.get('nonce'),
      ],
      ['read:user user:email', 'S256', null],
    );
    const first = await tryAs(own, hub, id);
    const enter = String(first.headers['location']);
    assert.match(String((await own.get(enter)).body), /value="octo"[^]*value="Octo Cat"/);
    await people.send(own, '/community/enter', {
      ticket: enter.split('=')[1]!,
      handle: 'octo',
      displayName: '',
    });
    assert.ok(await isMember([], { login: 'renamed', name: 'Other' }), 'names change, the number stays');
    assert.equal(await isMember([], { id: 8 }), false);
    assert.equal(await isMember([], { id: '7 ' }), true, 'a text is the same as its number');
  });

  it('signs a member in by an address only where its list of addresses says that it is proven', async () => {
    await people.join('paul');
    const email = 'paul@customer.example';
    for (const mails of [
      [{ email, primary: true, verified: false }],
      [{ email, primary: true }],
      [{ email, primary: true, verified: 'true' }],
      [
        { email: 'other@customer.example', primary: true, verified: true },
        { email, verified: false },
      ],
      'not a list',
    ])
      assert.equal(
        await isMember(mails as object[], { id: 100, email, email_verified: true }),
        false,
        JSON.stringify(mails),
      );
    assert.equal(
      await isMember(
        [
          { email: 'x@y.example', primary: true, verified: false },
          { email, verified: true },
        ],
        { id: 100 },
      ),
      true,
    );
  });

  it('without a list of addresses needs a field that says so', async () => {
    await people.join('quinn');
    const email = 'quinn@customer.example';
    for (const [fields, person, is] of [
      [{}, { verified: true }, false],
      [{ mailVerified: 'verified' }, { verified: 'yes' }, false],
      [{ mailVerified: 'constructor' }, {}, false],
      [{ mailVerified: 'deep.verified' }, { deep: { verified: true } }, true],
    ] as const) {
      const other = await add({ mailsUrl: null, fields });
      hub.person = { id: 200, email, ...person };
      const own = people.browser();
      await tryAs(own, hub, other);
      assert.equal(await isSignedIn(own), is, JSON.stringify([fields, person]));
    }
  });

  it('counts for nothing when it does not name anybody, or answers with errors or pages', async () => {
    for (const person of [
      { id: null },
      { id: '' },
      { id: 1.5 },
      { id: { a: 1 } },
      { id: 'x'.repeat(300) },
      { id: 'a\u0000b' },
    ]) {
      hub.person = person;
      assert.match(
        textOf((await tryAs(people.browser(), hub, id)).body)!,
        /could not be trusted/,
        JSON.stringify(person),
      );
    }
    for (const [status, body, said] of [
      [200, { error: 'bad_verification_code', error_description: 'secret' }, /could not be trusted/],
      [200, { error: 'incorrect_client_credentials' }, /not set up rightly/],
      [500, { error: 'server_error' }, /could not be trusted/],
      [302, {}, /could not be trusted/],
      [200, { access_token: 'stolen', token_type: 'Bearer' }, /could not be trusted/],
    ] as const) {
      hub.misdeeds.error = { status, body };
      const answer = await tryAs(people.browser(), hub, id);
      assert.match(textOf(answer.body)!, said, JSON.stringify(body));
    }
  });

  it('is tried before members are', async () => {
    assert.deepEqual(
      (await testProvider(people.app, id)).steps.map(({ what, isOk }) => [what, isOk]),
      [
        ['client', true],
        ['user', true],
      ],
    );
    const wrong = await add({}, { secret: 'wrong' });
    assert.deepEqual(
      (await testProvider(people.app, wrong)).steps.map(({ isOk }) => isOk),
      [false, true],
    );
  });
});

describe('what is set up', () => {
  it('tells the secret to nobody, keeps it when it is left out, and never changes its kind', async () => {
    const owner = await people.made.staff('owner');
    const { body } = await owner.get('/api/v1/community/providers');
    assert.ok(body.items.length > 0 && !JSON.stringify(body).includes(hub.secret));
    const [row] = await people.app.db.query<{ sealed: string }>(
      'select sealed from member_providers where id = $1',
      [id],
    );
    const input = {
      kind: 'oauth',
      name: 'Renamed',
      isOpen: true,
      trustsMail: true,
      settings: settingsAt(hub.issuer),
    };
    assert.equal((await owner.put(`/api/v1/community/providers/${id}`, input)).status, 200);
    const [after] = await people.app.db.query<{ sealed: string }>(
      'select sealed from member_providers where id = $1',
      [id],
    );
    assert.equal(after!.sealed, row!.sealed);
    const other = { kind: 'oidc', name: 'x', settings: { issuer: hub.issuer, clientId: 'x' } };
    assert.equal((await owner.put(`/api/v1/community/providers/${id}`, other)).status, 400);
    for (const bad of [
      'http://evil.example/a',
      'javascript:alert(1)',
      'ftp://a.example',
      'http://localhost.evil.example/',
    ])
      assert.equal(
        (
          await owner.post('/api/v1/community/providers', {
            ...input,
            settings: { ...input.settings, userUrl: bad },
          })
        ).status,
        400,
        bad,
      );
  });

  it('is for owners and admins, and a stranger never sees it', async () => {
    const input = { kind: 'oauth', name: 'x', settings: settingsAt(hub.issuer) };
    for (const role of ['admin', 'manager', 'agent', 'viewer'] as const) {
      const staff = await people.made.staff(role);
      const may = role === 'admin';
      for (const [method, path, body] of [
        ['POST', '', input],
        ['PUT', `/${id}`, input],
        ['POST', '/metadata', { xml: '<a/>' }],
        ['POST', `/${id}/test`, {}],
        ['DELETE', '/prov_00000000000000000000000000', undefined],
      ] as const) {
        const { status } = await staff.send(method, `/api/v1/community/providers${path}`, body);
        assert.equal(status !== 403, may, `${role} ${method} ${path}: ${status}`);
      }
    }
    assert.equal((await people.browser().get('/api/v1/community/providers')).status, 401);
  });

  it('goes with what it said, once those who need it are known', async () => {
    const gone = await add({});
    hub.person = { id: 900, login: 'lonely' };
    const own = people.browser();
    const first = await tryAs(own, hub, gone);
    await people.send(own, '/community/enter', {
      ticket: String(first.headers['location']).split('=')[1]!,
      handle: 'lonely',
      displayName: '',
    });
    const waiting = people.browser();
    hub.person = { id: 901 };
    const ticket = String((await tryAs(waiting, hub, gone)).headers['location']).split('=')[1]!;
    await assert.rejects(removeProvider(people.app, systemActor, gone, false), {
      code: 'member.provider_needed',
    });
    await removeProvider(people.app, systemActor, gone, true);
    assert.ok(await isSignedIn(own), 'who is in stays in');
    assert.equal(
      (await people.send(waiting, '/community/enter', { ticket, handle: 'late', displayName: '' })).status,
      410,
    );
    assert.equal((await waiting.get(`/community/ways/${gone}/start`)).status, 404);
    assert.deepEqual(
      await people.app.db.query('select 1 from member_identities where provider = $1', [gone]),
      [],
    );
    const shut = await add({});
    const late = String((await tryAs(waiting, hub, shut)).headers['location']);
    const closing = { kind: 'oauth', name: 'Hub', isOpen: false, settings: settingsAt(hub.issuer) };
    await saveProvider(people.app, systemActor, providerInput.parse(closing), shut);
    assert.equal((await waiting.get(late)).status, 410, 'closed meanwhile');
    const closed = await add({}, { isOpen: false });
    assert.equal((await waiting.get(`/community/ways/${closed}/start`)).status, 404, 'closed');
    assert.equal((await waiting.get('/community/ways/%00/start')).status, 404);
  });
});

describe('fields of what a provider says', () => {
  it('are texts or numbers of its own, and nothing inherited', () => {
    const said = { a: { b: ' x ' }, n: 12, big: 2 ** 60, list: ['x'], no: null };
    for (const [name, is] of [
      ['a.b', 'x'],
      ['n', '12'],
      ['big', undefined],
      ['list', undefined],
      ['no', undefined],
      ['a', undefined],
      ['', undefined],
      ['toString', undefined],
      ['__proto__.x', undefined],
      ['a.b.length', undefined],
    ] as const)
      assert.equal(textIn(said, name), is, name);
  });
});
