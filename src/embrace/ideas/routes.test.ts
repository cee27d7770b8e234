import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { ideasFeature } from './feature.ts';

const test = await createTestServer([ideasFeature]);
const { app } = test;
after(() => test.close());
const owner = await test.staff('owner');
const agent = await test.staff('agent');
const viewer = await test.staff('viewer');
const API = '/api/v1';
const board = (await owner.post(`${API}/ideas/boards`, { name: 'Wishes' })).body;
const add = async (title: string) =>
  (await agent.post(`${API}/ideas`, { boardId: board.id, title, markdown: 'Text' })).body;
const account = async (name: string) => {
  const author = { externalId: `id-of-${name}`, handle: name, displayName: name };
  return (await rememberAccounts(app, [{ network: 'bluesky', author }])).get(
    accountKey('bluesky', author.externalId),
  )!;
};

describe('the routes of ideas', () => {
  it('let viewers read, agents vote and write, and managers decide', async () => {
    const idea = await add('One bill');
    for (const path of [
      '/ideas',
      '/ideas/boards',
      '/ideas/settings',
      `/ideas/${idea.id}`,
      '/changelog',
      '/ideas/mined',
    ])
      assert.equal((await viewer.get(`${API}${path}`)).status, 200, path);
    assert.equal((await viewer.post(`${API}/ideas`, { boardId: board.id, title: 'x' })).status, 403);
    assert.equal((await viewer.post(`${API}/ideas/${idea.id}/comments`, { markdown: 'x' })).status, 403);
    assert.equal((await agent.put(`${API}/ideas/${idea.id}/status`, { status: 'planned' })).status, 403);
    assert.equal((await agent.get(`${API}/ideas/export`)).status, 403);
    assert.equal((await agent.post(`${API}/changelog`, { title: 'x' })).status, 403);
    const decided = await owner.put(`${API}/ideas/${idea.id}/status`, {
      status: 'planned',
      reason: 'Soon',
      quarter: '2027-Q1',
    });
    assert.deepEqual([decided.status, decided.body.quarter], [200, '2027-Q1']);
    assert.equal((await owner.put(`${API}/ideas/${idea.id}/status`, { status: 'duplicate' })).status, 400);
    assert.equal(
      (await owner.put(`${API}/ideas/${idea.id}/status`, { status: 'open', quarter: 'soon' })).status,
      400,
    );
  });

  it('count a customer once for whom colleagues vote, and show who he is and who did it', async () => {
    const idea = await add('Pause a line');
    const accountId = await account('maya');
    const voted = await agent.post(`${API}/ideas/${idea.id}/votes`, { accountId, reason: 'In winter' });
    assert.equal(voted.status, 201);
    const [voter] = voted.body.voters;
    assert.deepEqual(
      [voter.name, voter.reason, voter.byName, voter.counts],
      ['maya', 'In winter', 'The agent', true],
    );
    assert.equal((await agent.post(`${API}/ideas/${idea.id}/votes`, { accountId })).status, 409);
    assert.equal((await agent.post(`${API}/ideas/${idea.id}/votes`, {})).status, 400, 'nobody is meant');
    assert.equal((await agent.delete(`${API}/ideas/votes/${voter.id}`)).status, 204);
    assert.equal((await agent.get(`${API}/ideas/${idea.id}`)).body.votes, 0);
  });

  it('merge with a preview and take it back', async () => {
    const [from, into] = [await add('Call me back'), await add('A number that is called back')];
    const both = await account('both');
    for (const { id } of [from, into]) await agent.post(`${API}/ideas/${id}/votes`, { accountId: both });
    const preview = await viewer.get(`${API}/ideas/${from.id}/merge?into=${into.id}`);
    assert.deepEqual([preview.body.votes, preview.body.both], [1, 1]);
    const { mergeId } = (await owner.post(`${API}/ideas/${from.id}/merge`, { into: into.id })).body;
    assert.equal((await viewer.get(`${API}/ideas/${into.id}`)).body.merged[0].mergeId, mergeId);
    assert.equal((await owner.post(`${API}/ideas/merges/${mergeId}/undo`)).body.id, from.id);
    assert.equal((await owner.post(`${API}/ideas/merges/${mergeId}/undo`)).status, 409);
    assert.equal((await viewer.get(`${API}/ideas/${from.id}`)).body.votes, 1);
  });

  it('keep boards with ideas, and addresses of their own', async () => {
    assert.equal((await owner.post(`${API}/ideas/boards`, { name: 'Wishes' })).status, 409);
    assert.equal((await owner.delete(`${API}/ideas/boards/${board.id}`)).status, 409);
    const spare = (await owner.post(`${API}/ideas/boards`, { name: 'Spare', whoSees: 'staff' })).body;
    assert.equal(
      (await owner.put(`${API}/ideas/boards/${spare.id}`, { name: 'Other', slug: 'wishes' })).status,
      409,
    );
    assert.equal((await owner.delete(`${API}/ideas/boards/${spare.id}`)).status, 204);
    assert.equal((await owner.put(`${API}/ideas/boards/${spare.id}`, { name: 'Gone' })).status, 404);
  });

  it('name nobody whose post it was not, and adopt nothing that is not there', async () => {
    const idea = await add('Of our own');
    const consent = { consent: 'given', name: 'Maya', how: 'by phone' };
    assert.equal((await owner.put(`${API}/ideas/${idea.id}/consent`, consent)).status, 404);
    const postIds = ['post_00000000000000000000000000'];
    assert.equal((await owner.post(`${API}/ideas/mined/adopt`, { postIds, boardId: board.id })).status, 404);
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { openStage } from '../forum/testing/stage.ts';
import { saveEntry } from './changelog/entries.ts';
import { ideasFeature } from './feature.ts';
import { saveBoard } from './idea/boards.ts';
import { comment } from './idea/comments.ts';
import { propose } from './idea/propose.ts';
import { boardInput } from './schema.ts';

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
