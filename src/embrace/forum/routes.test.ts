import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { saveGroup } from './groups/groups.ts';
import { bookmark } from './own/service.ts';
import { findPost, postAt } from './talk/read.ts';
import { addPost } from './talk/posts.ts';
import { openStage, sendForm } from './testing/stage.ts';

const stage = await openStage([sessionsFeature]);
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const maya = await stage.member('maya', 'Maya');
const { thread, post: question } = await stage.start(maya, help);
const { post: answer } = await addPost(app, maya.doer, thread.id, { markdown: 'Never mind.', replyTo: 1 });
const club = await saveGroup(app, systemActor, { name: 'Club', slug: 'club', text: '', kind: 'hidden' });
const FORUM = '/api/v1/forum';

/** Every route, with what it takes; the first role that may, as a digit: 0 viewer, 1 agent, 2 manager, 3 admin. */
const ROUTES = [
  ['GET', '/categories', undefined, 0],
  ['GET', '/threads?q=router', undefined, 0],
  ['GET', `/threads/${thread.id}`, undefined, 0],
  ['GET', '/statistics?days=7&zone=Asia/Kathmandu', undefined, 0],
  ['GET', `/posts/${question.id}/history`, undefined, 0],
  ['POST', '/threads', { categoryId: help.id, title: 'News', markdown: 'Hello' }, 1],
  ['POST', `/threads/${thread.id}/posts`, { markdown: 'We look into it.' }, 1],
  ['PUT', `/posts/${answer.id}/accepted`, { isAccepted: true }, 1],
  ['PATCH', `/threads/${thread.id}`, { tags: ['lamp'] }, 2],
  ['PATCH', `/posts/${answer.id}`, { markdown: 'Never mind.', revision: 1 }, 2],
  ['PUT', `/posts/${answer.id}/deleted`, { isDeleted: false }, 2],
  ['PUT', `/posts/${answer.id}/wiki`, { isWiki: true }, 2],
  ['PUT', `/threads/${thread.id}/deleted`, { isDeleted: false }, 2],
  ['POST', `/threads/${thread.id}/merge`, { into: thread.id }, 2],
  ['POST', '/moves/fmv_none/undo', {}, 2],
  ['GET', `/threads/${thread.id}/log`, undefined, 2],
  ['POST', `/threads/${thread.id}/split`, { numbers: [999], title: 'x' }, 2],
  ['POST', '/categories', { name: 'More', slug: 'help' }, 3],
  ['PUT', `/categories/${help.id}`, { name: 'Help' }, 3],
  ['DELETE', `/categories/fcat_none`, undefined, 3],
  ['GET', `/threads/${thread.id}/poll`, undefined, 0],
  ['POST', `/threads/${thread.id}/poll`, { question: 'Which?', options: ['A', 'B'] }, 1],
  ['POST', `/threads/${thread.id}/poll/close`, {}, 2],
  ['GET', '/groups', undefined, 0],
  ['GET', `/groups/${club.id}/members`, undefined, 0],
  ['PUT', `/groups/${club.id}/members`, { handle: 'maya', wish: 'invite' }, 2],
  ['POST', '/groups', { name: 'Club', kind: 'hidden' }, 3],
  ['PUT', `/groups/${club.id}`, { name: 'Club', kind: 'hidden' }, 3],
  ['DELETE', `/groups/fgr_${'0'.repeat(26)}`, undefined, 3],
] as const;
const ROLES = ['viewer', 'agent', 'manager', 'admin'] as const;

describe('routes of the forum', () => {
  it('are open to the roles that may, and to nobody else; a member is none', async () => {
    for (const [rank, role] of ROLES.entries()) {
      const staff = await test.staff(role);
      for (const [method, path, body, from] of ROUTES) {
        const { status } = await staff.send(method, FORUM + path, body);
        assert.equal(status === 403, rank < from, `${role}: ${method} ${path} answered ${status}`);
        assert.ok(status < 500, `${role}: ${method} ${path} answered ${status}`);
      }
    }
    for (const [method, path, body] of ROUTES)
      for (const stranger of [test.browser(), maya])
        assert.equal((await stranger.send(method, FORUM + path, body)).status, 401, `${method} ${path}`);
  });

  it('let a token do what its permission says, and no more than its owner may', async () => {
    const owner = await test.staff('owner');
    const made = async (scopes: string[], by = owner) => {
      const { body } = await by.post('/api/v1/me/tokens', { name: 'Robot', scopes });
      return { authorization: `Bearer ${body.token}`, origin: '', 'sec-fetch-site': '' };
    };
    const moderates = await made(['community.moderate']);
    const writes = await made(['community.write']);
    const needs = {
      0: 'community.read',
      1: 'community.write',
      2: 'community.moderate',
      3: 'community.manage',
    };
    for (const [method, path, body, from] of ROUTES)
      for (const [token, scope] of [
        [moderates, 'community.moderate'],
        [writes, 'community.write'],
      ] as const) {
        const { status } = await test.browser().send(method, FORUM + path, body, token);
        assert.equal(status === 403, needs[from] !== scope, `${scope}: ${method} ${path} answered ${status}`);
      }
  });

  it('make one thread and one post of a form that is sent again, and refuse what is no text', async () => {
    const agent = await test.staff('agent', 'twice@staff.example');
    const form = { categoryId: help.id, title: 'Once', markdown: 'Hello', formId: 'f1' };
    const threads = await Promise.all([1, 2, 3].map(() => agent.post(`${FORUM}/threads`, form)));
    assert.deepEqual(
      threads.map(({ status }) => status),
      [201, 201, 201],
    );
    const { id } = threads[0]!.body;
    assert.ok(threads.every(({ body }) => body.id === id));
    for (let index = 0; index < 2; index++)
      await agent.post(`${FORUM}/threads/${id}/posts`, { markdown: 'More', formId: 'f2' });
    assert.equal((await agent.get(`${FORUM}/threads/${id}`)).body.posts, 2);
    for (const wrong of [
      { markdown: 'x'.repeat(200_000) },
      { markdown: '\u0000\u0007 \n' },
      { markdown: 'x', replyTo: -1 },
      { markdown: 'x', replyTo: 1.5 },
      { markdown: 'x', replyTo: 1e12 },
      { markdown: { html: 'x' } },
    ]) {
      const { status } = await agent.post(`${FORUM}/threads/${id}/posts`, wrong);
      assert.equal(status, 400, JSON.stringify(wrong).slice(0, 60));
    }
    assert.equal((await agent.get(`${FORUM}/threads/${id}`)).body.posts, 2);
  });
});

describe('who was silenced', () => {
  it('reads, and changes nothing, whatever form was open; freed, the same form works', async () => {
    const loud = await stage.member('loud', 'Loud');
    const page = `/community/t/${thread.id}/reply`;
    const setState = (state: string) =>
      app.db.query('update members set state = $2, state_reason = $3 where id = $1', [
        loud.member.id,
        state,
        'Advertising',
      ]);
    await bookmark(app, loud.member.id, question.id, true);
    const acts = ['like', 'accept', 'delete-now', 'bookmark', 'unbookmark', 'nonsense'];
    const before = (await findPost(app, maya.doer, question.id))!;
    for (const state of ['silenced', 'suspended']) {
      for (const act of acts) {
        // The form was opened while he could still write.
        await setState('active');
        const html = String((await loud.get(page)).body);
        const proof = /name="proof" value="([^"]+)"/.exec(html)![1]!;
        await setState(state);
        const fields = new URLSearchParams({ proof, act, reason: 'x', markdown: 'Buy!', form: `f-${act}` });
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        for (const path of [`/community/p/${question.id}/act`, page]) {
          const { status } = await loud.post(path, fields.toString(), type);
          assert.ok(status >= 300 && status < 500, `${state}: ${act} at ${path} answered ${status}`);
        }
      }
      assert.equal((await loud.get(`/community/t/${thread.id}/${thread.slug}`)).status, 200);
    }
    const { post, thread: now } = (await findPost(app, maya.doer, question.id))!;
    assert.deepEqual([post.reactions, now.posts], [before.post.reactions, before.thread.posts]);
    await setState('active');
    await sendForm(loud, page, page, { markdown: 'Sorry.' });
    assert.equal((await postAt(app, thread.id, now.lastNumber + 1))?.markdown, 'Sorry.');
  });
});
