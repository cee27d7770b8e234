import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ROLES, type Role } from '#platform/app/index.ts';
import type { Answer } from '../../test/helpers/browser.ts';
import { permissionTable } from './features.ts';
import { addressOf, ask, declaredRoutes, nameOf, type Staff, wholeServer } from './testing/whole-server.ts';

/** Everything that is open to people without an account. Whoever opens more has to say so here. */
const OPEN = [
  // Its address is signed.
  'GET /files/:id/shown',
  'GET /chat/:widget',
  'GET /chat/:widget/answers',
  'GET /chat/:widget/live',
  'GET /chat/:widget/messages',
  'POST /chat/:widget/answers/:id/helped',
  'POST /chat/:widget/end',
  'POST /chat/:widget/files',
  'POST /chat/:widget/leave',
  'POST /chat/:widget/mail',
  'POST /chat/:widget/messages',
  'POST /chat/:widget/offline',
  'POST /chat/:widget/rating',
  'POST /chat/:widget/read',
  'POST /chat/:widget/typing',
  'POST /chat/:widget/visits',
  'POST /receive/:token',
  'POST /setup/owner',
  'GET /session',
  'GET /invitations/lookup',
  'POST /invitations/accept',
  // Its address is the secret, as feed readers know no other.
  'GET /alerts/feeds/:secret.atom',
  // Asked by the proxy in front, before it gets a certificate.
  'GET /domains/ask',
];
/** What looks and yet is no GET, and what belongs to oneself: all that a viewer may send. */
const VIEWERS_MAY_SEND = [
  'POST /topics/convert',
  'POST /topics/validate',
  'POST /topics/preview',
  'POST /topics/:id/difference',
  'POST /inbox/:id/presence',
  'POST /inbox/views/count',
  'POST /segments/preview',
  'POST /cases/views/count',
  'POST /replies/preflight',
  'POST /voice/check',
  'PATCH /me',
  'DELETE /me/sessions/:id',
  'POST /me/sessions/end-others',
  'POST /me/tokens',
  'DELETE /me/tokens/:id',
  'POST /notices/:id/read',
  'POST /notices/read-all',
  'POST /alerts/backtest',
  'POST /approvals/trial',
  'POST /intents/try',
  'POST /knowledge/preview',
  'POST /trends/boards',
  'PUT /trends/boards/:id',
  'DELETE /trends/boards/:id',
  'PUT /trends/weekly',
  'POST /reports/mails',
  'DELETE /reports/mails/:id',
  'POST /cases/:id/seen',
  'POST /conditions/explain',
  'POST /conditions/preview',
  'POST /persons/preview',
  'POST /priority/preview',
  'POST /promises/trial',
  'POST /routing/dry-run',
  'POST /out-of-hours/preview',
  'PUT /inbox/:id/watching',
  'PUT /cases/:id/follow',
];

const rapport = await wholeServer();
after(() => rapport.close());

function assertRefused(answer: Answer, status: number, code: string, what: string): void {
  assert.deepEqual([answer.status, answer.body?.error?.code], [status, code], what);
}

describe('who may do what', () => {
  let people: Map<Role, Staff>;
  before(async () => {
    people = await rapport.everyRole();
  });

  it('has routes to try', () => {
    assert.ok(declaredRoutes.length > 90, String(declaredRoutes.length));
    assert.equal(new Set(declaredRoutes.map(nameOf)).size, declaredRoutes.length, 'each is declared once');
  });

  it('is open to strangers only where it must be', async () => {
    const stranger = rapport.browser({ address: '192.0.2.100' });
    const open = declaredRoutes.filter((route) => route.permission === 'public').map(nameOf);
    assert.deepEqual(open.sort(), [...OPEN].sort());
    for (const route of declaredRoutes) {
      const answer = await ask(stranger, route);
      if (OPEN.includes(nameOf(route))) assert.notEqual(answer.status, 401, nameOf(route));
      else assertRefused(answer, 401, 'http.not_signed_in', nameOf(route));
    }
    assertRefused(await stranger.get('/api/v1/live'), 401, 'http.not_signed_in', 'live');
  });

  it('tells a stranger nothing about what a request should look like', async () => {
    const stranger = rapport.browser({ address: '192.0.2.101' });
    for (const route of declaredRoutes.filter(
      (one) => one.method === 'POST' && one.permission !== 'public',
    )) {
      const answer = await rapport.server.inject({
        method: 'POST',
        url: addressOf(route),
        headers: { 'content-type': 'application/json', host: 'localhost:3000' },
        remoteAddress: '192.0.2.102',
        payload: '{ not json',
      });
      assert.equal(answer.statusCode, 401, nameOf(route));
    }
    const large = await stranger.post('/api/v1/topics', { name: 'x'.repeat(2_000_000) });
    assertRefused(large, 401, 'http.not_signed_in', 'a large body');
  });

  for (const role of [...ROLES].toReversed()) {
    it(`lets the ${role} do what the role holds and nothing else`, async () => {
      for (const route of declaredRoutes.filter((one) => one.permission !== 'public')) {
        const answer = await ask(people.get(role)!, route);
        const holds =
          route.permission === 'signed-in' || permissionTable.get(route.permission)?.includes(role) === true;
        if (!holds) assertRefused(answer, 403, 'http.forbidden', nameOf(route));
        else assert.ok(![401, 429, 500, 503].includes(answer.status), `${nameOf(route)} ${answer.status}`);
        if (holds) assert.notEqual(answer.body?.error?.code, 'http.forbidden', nameOf(route));
      }
    });
  }

  it('lets a viewer change nothing but what is the own', () => {
    const may = declaredRoutes.filter(
      (route) =>
        route.method !== 'GET' &&
        (route.permission === 'signed-in' || permissionTable.get(route.permission)?.includes('viewer')),
    );
    assert.deepEqual(may.map(nameOf).sort(), [...VIEWERS_MAY_SEND].sort());
  });

  it('never lets a stronger role do less', () => {
    for (const [permission, roles] of permissionTable) {
      const at = Math.max(...roles.map((role) => ROLES.indexOf(role)));
      assert.deepEqual([...roles].sort(), ROLES.slice(0, at + 1).toSorted(), permission);
    }
  });
});

describe('personal tokens', () => {
  it('that only read change nothing at all, and no token changes what belongs to its owner', async () => {
    const owner = await rapport.staff('owner', 'tokens@staff.example', '192.0.2.50');
    const make = async (scopes: string[]) =>
      (await owner.post('/api/v1/me/tokens', { name: 'x', scopes })).body.token as string;
    const tokens = {
      read: await make(['read']),
      narrow: await make(['topics.write']),
      write: await make(['write']),
    };
    for (const [at, [kind, token]] of Object.entries(tokens).entries()) {
      const robot = rapport.browser({ address: `192.0.2.${60 + at}` });
      const headers = { authorization: `Bearer ${token}`, origin: '', 'sec-fetch-site': '' };
      for (const route of declaredRoutes.filter((one) => one.permission !== 'public')) {
        const answer = await ask(robot, route, headers);
        const name = `${kind}: ${nameOf(route)}`;
        const isChange = route.method !== 'GET';
        if (route.permission === 'signed-in') {
          if (isChange) assertRefused(answer, 403, 'http.people_only', name);
          else assert.equal(answer.status, 200, name);
          continue;
        }
        const holds =
          kind === 'write' ||
          (kind === 'read' ? route.permission.endsWith('.read') : route.permission === 'topics.write');
        if (!holds) assertRefused(answer, 403, 'http.forbidden', name);
        else assert.ok(![401, 403, 429, 500].includes(answer.status), `${name} ${answer.status}`);
      }
    }
    const stands = await owner.get('/api/v1/me/tokens');
    assert.equal(stands.body.items.length, 3, 'none of them touched a token');
  });

  it('are refused when they are not good, even where nobody has to be signed in', async () => {
    const robot = rapport.browser({ address: '192.0.2.70' });
    const headers = { authorization: `Bearer rpt_${'a'.repeat(43)}` };
    assertRefused(await robot.get('/api/v1/session', headers), 401, 'token.refused', 'session');
    assertRefused(await robot.get('/api/v1/topics', headers), 401, 'token.refused', 'topics');
  });
});

describe('requests from other sites', () => {
  const changes = declaredRoutes.filter((route) => route.method !== 'GET');
  const FOREIGN: Record<string, Record<string, string>> = {
    'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    'a neighbour on the same domain': { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4000' },
    'another site in an old browser': { 'sec-fetch-site': '', origin: 'https://evil.example' },
    'a sandboxed frame': { 'sec-fetch-site': '', origin: 'null' },
    'an address that only begins like ours': {
      'sec-fetch-site': '',
      origin: 'http://localhost:3000.evil.example',
    },
    'our name without encryption of another port': { 'sec-fetch-site': '', origin: 'http://localhost:3001' },
  };
  for (const [at, [from, headers]] of Object.entries(FOREIGN).entries()) {
    it(`of ${from} change nothing`, async () => {
      const owner = await rapport.staff('owner', `csrf${at}@staff.example`, `192.0.2.${80 + at}`);
      for (const route of changes)
        assertRefused(await ask(owner, route, headers), 403, 'http.cross_site', nameOf(route));
    });
  }

  it('are let through when they come from a page of ours, or from no browser', async () => {
    const owner = await rapport.staff('owner', 'csrf-own@staff.example', '192.0.2.90');
    const rename = (headers: Record<string, string>) =>
      owner.send('PATCH', '/api/v1/me', { name: 'Olga' }, headers);
    assert.equal((await rename({})).status, 204);
    assert.equal((await rename({ 'sec-fetch-site': '' })).status, 204, 'by its origin');
    assert.equal((await rename({ 'sec-fetch-site': '', origin: '' })).status, 204);
  });
});
