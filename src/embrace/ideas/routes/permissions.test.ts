import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { openStage } from '../../forum/testing/stage.ts';
import { saveEntry } from '../changelog/entries.ts';
import { ideasFeature } from '../feature.ts';
import { saveBoard } from '../idea/boards.ts';
import { comment } from '../idea/comments.ts';
import { propose } from '../idea/propose.ts';
import { boardInput } from '../schema.ts';

const stage = await openStage([sessionsFeature, ideasFeature]);
const { app, test } = stage;
after(() => test.close());
const staff = staffDoer(systemActor);
const maya = await stage.member('maya', 'Maya');
const board = await saveBoard(app, systemActor, boardInput.parse({ name: 'Wishes' }));
const add = async (title: string) =>
  (await propose(app, staff, { boardId: board.id, title, markdown: 'For families.' })).idea;
const [one, two] = [await add('One bill'), await add('Offline maps')];
const said = await comment(app, staff, one.id, { markdown: 'Soon.' });
const text = { title: 'New', markdown: '', kind: 'new' as const, publishAt: null, ideaIds: [] };
const entry = await saveEntry(app, staff, text);
const none = (kind: string) => `${kind}_00000000000000000000000000`;
const api = (path: string) => `/api/v1${path}`;
const idea = `/ideas/${one.id}`;
const post = { postIds: [none('post')] };

/** Every route, with what it takes; the first role that may, as a digit: 0 viewer, 1 agent, 2 manager. */
const ROUTES = [
  ['GET', '/ideas/boards', undefined, 0],
  ['GET', '/ideas/settings', undefined, 0],
  ['GET', '/ideas', undefined, 0],
  ['GET', '/ideas/similar?q=bill', undefined, 0],
  ['GET', idea, undefined, 0],
  ['GET', `${idea}/merge?into=${two.id}`, undefined, 0],
  ['GET', '/ideas/mined', undefined, 0],
  ['GET', '/changelog', undefined, 0],
  ['POST', '/ideas', { boardId: board.id, title: 'From the team', formId: 'f0' }, 1],
  ['POST', `${idea}/votes`, { accountId: none('acct') }, 1],
  ['DELETE', `/ideas/votes/${none('ivo')}`, undefined, 1],
  ['POST', `${idea}/comments`, { markdown: 'We look into it.', formId: 'c0' }, 1],
  ['POST', `${idea}/consent`, { text: 'May we name you?' }, 1],
  ['PUT', `${idea}/consent`, { consent: 'given', how: 'on the phone' }, 2],
  ['PATCH', idea, { title: 'One bill' }, 2],
  ['PUT', `${idea}/status`, { status: 'open' }, 2],
  ['PUT', '/ideas/places', { quarter: null, ids: [] }, 2],
  ['PUT', `${idea}/deleted`, { isDeleted: false }, 2],
  ['PUT', `/ideas/comments/${said.id}/deleted`, { isDeleted: false }, 2],
  ['POST', `${idea}/merge`, { into: one.id }, 2],
  ['POST', `/ideas/merges/${none('img')}/undo`, {}, 2],
  ['POST', `${idea}/tell`, {}, 2],
  ['POST', '/ideas/mined/adopt', post, 2],
  ['POST', '/ideas/mined/dismiss', post, 2],
  ['POST', '/ideas/mined/restore', post, 2],
  ['POST', '/ideas/boards', { name: 'Again', slug: board.slug }, 2],
  ['PUT', `/ideas/boards/${board.id}`, { name: 'Wishes' }, 2],
  ['DELETE', `/ideas/boards/${board.id}`, undefined, 2],
  ['PUT', '/ideas/settings', {}, 2],
  ['GET', '/ideas/export', undefined, 2],
  ['POST', '/ideas/import', { text: 'a,b', boardId: board.id }, 2],
  ['POST', '/changelog', text, 2],
  ['PUT', `/changelog/${entry.id}`, text, 2],
  ['DELETE', `/changelog/${none('chl')}`, undefined, 2],
] as const;
const ROLES = ['viewer', 'agent', 'manager', 'admin'] as const;
const NEEDS = ['ideas.read', 'ideas.write', 'ideas.manage'] as const;

describe('routes of ideas', () => {
  it('are all in the table below, so that none is forgotten', () => {
    const pattern = (path: string) =>
      path.split('?')[0]!.replace(/(?:ide|ibo|ivo|ico|img|chl)_[0-9a-z]+/, ':id');
    const listed = ROUTES.map(([method, path]) => `${method} ${pattern(path)}`).sort();
    assert.deepEqual(listed, (ideasFeature.routes ?? []).map(({ method, url }) => `${method} ${url}`).sort());
  });

  it('are open to the roles that may, and to nobody else; a member is none', async () => {
    for (const [rank, role] of ROLES.entries()) {
      const colleague = await test.staff(role);
      for (const [method, path, body, from] of ROUTES) {
        const { status } = await colleague.send(method, api(path), body);
        assert.equal(status === 403, rank < from, `${role}: ${method} ${path} answered ${status}`);
        assert.ok(status < 500, `${role}: ${method} ${path} answered ${status}`);
      }
    }
    for (const [method, path, body] of ROUTES)
      for (const stranger of [test.browser(), maya])
        assert.equal((await stranger.send(method, api(path), body)).status, 401, `${method} ${path}`);
  });

  it('let a token do what its permission says, and no more', async () => {
    const owner = await test.staff('owner');
    for (const [rank, scope] of NEEDS.entries()) {
      const { body: made } = await owner.post('/api/v1/me/tokens', { name: scope, scopes: [scope] });
      const token = { authorization: `Bearer ${made.token}`, origin: '', 'sec-fetch-site': '' };
      for (const [method, path, body, from] of ROUTES) {
        const { status } = await test.browser().send(method, api(path), body, token);
        assert.equal(status === 403, from !== rank, `${scope}: ${method} ${path} answered ${status}`);
      }
    }
  });

  it('take what is sent twice once, and every wrong value is told, not stored', async () => {
    const agent = await test.staff('manager', 'twice@staff.example');
    const form = {
      boardId: board.id,
      title: 'Once \u202Eonly',
      markdown: '<img src=x onerror=alert(1)>',
      formId: 'f1',
    };
    const made = await Promise.all([1, 2, 3].map(() => agent.post(api('/ideas'), form)));
    assert.deepEqual(
      made.map(({ status }) => status),
      [201, 201, 201],
    );
    const [{ body: first }] = [made[0]!];
    assert.ok(made.every(({ body }) => body.id === first.id));
    assert.ok(!/[\p{Cc}\p{Cf}]/u.test(String(first.title)), 'nothing turns the line round');
    assert.ok(!String(first.html).includes('<img'));
    const before = (await agent.get(api(`/ideas/${first.id}`))).body;
    const wrong = [
      ['PATCH', '', { title: '\u0000\u200B \n' }],
      ['PATCH', '', { title: '💡'.repeat(151) }],
      ['PATCH', '', { boardId: none('ibo') }],
      ['PATCH', '', { markdown: 'x'.repeat(200_000) }],
      ['PATCH', '', { title: null }],
      ['PUT', '/status', { status: 'duplicate' }],
      ['PUT', '/status', { status: 'planned', quarter: '2027-Q5' }],
      ['PUT', '/status', { status: 'planned', quarter: '1999-Q1' }],
      ['PUT', '/status', { status: 'planned', reason: 'x'.repeat(2000) }],
      ['POST', '/comments', { markdown: '\u0007 \n' }],
      ['POST', '/comments', { markdown: { html: 'x' } }],
      ['POST', '/votes', {}],
      ['POST', '/votes', { postId: none('post') }],
      ['POST', '/merge', { into: first.id }],
      ['POST', '/merge', { into: none('ide') }],
      ['PUT', '/consent', { consent: 'asked' }],
    ] as const;
    for (const [method, path, body] of wrong) {
      const { status } = await agent.send(method, api(`/ideas/${first.id}${path}`), body);
      assert.ok(status === 400 || status === 404, `${path} ${JSON.stringify(body).slice(0, 60)}: ${status}`);
    }
    assert.deepEqual((await agent.get(api(`/ideas/${first.id}`))).body, before);
    for (const path of [
      '?cursor=x',
      '?cursor=WzEsMl0',
      '?limit=0',
      '?limit=100000',
      '?sort=best',
      '?status=x',
    ])
      assert.equal((await agent.get(api(`/ideas${path}`))).status, 400, path);
  });

  it('page by key: everything once, in every order', async () => {
    const agent = await test.staff('viewer', 'pages@staff.example');
    for (let n = 0; n < 7; n++) await add(`Paged ${n}`);
    for (const sort of ['top', 'new', 'trending']) {
      const all = (await agent.get(api(`/ideas?sort=${sort}&limit=100`))).body.items as { id: string }[];
      const seen: string[] = [];
      let path = api(`/ideas?sort=${sort}&limit=3`);
      for (let turn = 0; turn < 40; turn++) {
        const { body } = await agent.get(path);
        seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
        if (body.nextCursor === undefined) break;
        path = api(`/ideas?sort=${sort}&limit=3&cursor=${encodeURIComponent(String(body.nextCursor))}`);
      }
      assert.deepEqual(
        seen,
        all.map(({ id }) => id),
        sort,
      );
    }
  });
});
