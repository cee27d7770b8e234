import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { RouteTable } from '../../../../test/helpers/route-table.ts';
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

const LEAST = { 'ideas.read': 'viewer', 'ideas.write': 'agent', 'ideas.manage': 'manager' } as const;
/** Every route, with what it takes. */
const table = new RouteTable(test, LEAST, [
  ['GET', '/ideas/boards', undefined, 'ideas.read'],
  ['GET', '/ideas/settings', undefined, 'ideas.read'],
  ['GET', '/ideas', undefined, 'ideas.read'],
  ['GET', '/ideas/similar?q=bill', undefined, 'ideas.read'],
  ['GET', idea, undefined, 'ideas.read'],
  ['GET', `${idea}/merge?into=${two.id}`, undefined, 'ideas.read'],
  ['GET', '/ideas/mined', undefined, 'ideas.read'],
  ['GET', '/changelog', undefined, 'ideas.read'],
  ['POST', '/ideas', { boardId: board.id, title: 'From the team', formId: 'f0' }, 'ideas.write'],
  ['POST', `${idea}/votes`, { accountId: none('acct') }, 'ideas.write'],
  ['DELETE', `/ideas/votes/${none('ivo')}`, undefined, 'ideas.write'],
  ['POST', `${idea}/comments`, { markdown: 'We look into it.', formId: 'c0' }, 'ideas.write'],
  ['POST', `${idea}/consent`, { text: 'May we name you?' }, 'ideas.write'],
  ['PUT', `${idea}/consent`, { consent: 'given', how: 'on the phone' }, 'ideas.manage'],
  ['PATCH', idea, { title: 'One bill' }, 'ideas.manage'],
  ['PUT', `${idea}/status`, { status: 'open' }, 'ideas.manage'],
  ['PUT', '/ideas/places', { quarter: null, ids: [] }, 'ideas.manage'],
  ['PUT', `${idea}/deleted`, { isDeleted: false }, 'ideas.manage'],
  ['PUT', `/ideas/comments/${said.id}/deleted`, { isDeleted: false }, 'ideas.manage'],
  ['POST', `${idea}/merge`, { into: one.id }, 'ideas.manage'],
  ['POST', `/ideas/merges/${none('img')}/undo`, {}, 'ideas.manage'],
  ['POST', `${idea}/tell`, {}, 'ideas.manage'],
  ['POST', '/ideas/mined/adopt', post, 'ideas.manage'],
  ['POST', '/ideas/mined/dismiss', post, 'ideas.manage'],
  ['POST', '/ideas/mined/restore', post, 'ideas.manage'],
  ['POST', '/ideas/boards', { name: 'Again', slug: board.slug }, 'ideas.manage'],
  ['PUT', `/ideas/boards/${board.id}`, { name: 'Wishes' }, 'ideas.manage'],
  ['DELETE', `/ideas/boards/${board.id}`, undefined, 'ideas.manage'],
  ['PUT', '/ideas/settings', {}, 'ideas.manage'],
  ['GET', '/ideas/export', undefined, 'ideas.manage'],
  ['POST', '/ideas/import', { text: 'a,b', boardId: board.id }, 'ideas.manage'],
  ['POST', '/changelog', text, 'ideas.manage'],
  ['PUT', `/changelog/${entry.id}`, text, 'ideas.manage'],
  ['DELETE', `/changelog/${none('chl')}`, undefined, 'ideas.manage'],
]);

describe('routes of ideas', () => {
  it('are all in the table, so that none is forgotten', () => table.namesAll(ideasFeature));

  it('are open to the roles that may, and to nobody else; a member is none', () => table.triesRoles([maya]));

  it('let a token do what its permission says, and no more', () => table.triesTokens());

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
