import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { RouteTable } from '../../../test/helpers/route-table.ts';
import { forumFeature } from './feature.ts';
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

const LEAST = {
  'community.read': 'viewer',
  'community.write': 'agent',
  'community.moderate': 'manager',
  'community.manage': 'admin',
} as const;
/** Every route, with what it takes. */
const table = new RouteTable(test, LEAST, [
  ['GET', '/forum/categories', undefined, 'community.read'],
  ['GET', '/forum/threads?q=router', undefined, 'community.read'],
  ['GET', `/forum/threads/${thread.id}`, undefined, 'community.read'],
  ['GET', '/forum/statistics?days=7&zone=Asia/Kathmandu', undefined, 'community.read'],
  ['GET', `/forum/posts/${question.id}/history`, undefined, 'community.read'],
  ['POST', '/forum/threads', { categoryId: help.id, title: 'News', markdown: 'Hello' }, 'community.write'],
  ['POST', `/forum/threads/${thread.id}/posts`, { markdown: 'We look into it.' }, 'community.write'],
  ['PUT', `/forum/posts/${answer.id}/accepted`, { isAccepted: true }, 'community.write'],
  ['PATCH', `/forum/threads/${thread.id}`, { tags: ['lamp'] }, 'community.moderate'],
  ['PATCH', `/forum/posts/${answer.id}`, { markdown: 'Never mind.', revision: 1 }, 'community.moderate'],
  ['PUT', `/forum/posts/${answer.id}/deleted`, { isDeleted: false }, 'community.moderate'],
  ['PUT', `/forum/posts/${answer.id}/wiki`, { isWiki: true }, 'community.moderate'],
  ['PUT', `/forum/threads/${thread.id}/deleted`, { isDeleted: false }, 'community.moderate'],
  ['POST', `/forum/threads/${thread.id}/merge`, { into: thread.id }, 'community.moderate'],
  ['POST', '/forum/moves/fmv_none/undo', {}, 'community.moderate'],
  ['GET', `/forum/threads/${thread.id}/log`, undefined, 'community.moderate'],
  ['POST', `/forum/threads/${thread.id}/split`, { numbers: [999], title: 'x' }, 'community.moderate'],
  ['POST', '/forum/categories', { name: 'More', slug: 'help' }, 'community.manage'],
  ['PUT', `/forum/categories/${help.id}`, { name: 'Help' }, 'community.manage'],
  ['DELETE', `/forum/categories/fcat_none`, undefined, 'community.manage'],
  ['GET', `/forum/threads/${thread.id}/poll`, undefined, 'community.read'],
  [
    'POST',
    `/forum/threads/${thread.id}/poll`,
    { question: 'Which?', options: ['A', 'B'] },
    'community.write',
  ],
  ['POST', `/forum/threads/${thread.id}/poll/close`, {}, 'community.moderate'],
  ['GET', '/forum/groups', undefined, 'community.read'],
  ['GET', `/forum/groups/${club.id}/members`, undefined, 'community.read'],
  ['PUT', `/forum/groups/${club.id}/members`, { handle: 'maya', wish: 'invite' }, 'community.moderate'],
  ['POST', '/forum/groups', { name: 'Club', kind: 'hidden' }, 'community.manage'],
  ['PUT', `/forum/groups/${club.id}`, { name: 'Club', kind: 'hidden' }, 'community.manage'],
  ['DELETE', `/forum/groups/fgr_${'0'.repeat(26)}`, undefined, 'community.manage'],
]);

describe('routes of the forum', () => {
  it('are all in the table, so that none is forgotten', () => table.namesAll(forumFeature));

  it('are open to the roles that may, and to nobody else; a member is none', () => table.triesRoles([maya]));

  it('let a token do what its permission says, and no more than its owner may', () => table.triesTokens());

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
