import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { atLevelTwo } from '../../moderation/testing/open-gates.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { eraseMembers, memberBelongingsPort } from '#people/members/index.ts';
import { pathOf } from '../domain.ts';
import { forumBelongings } from '../own/belongings.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { selectPost } from '../talk/posts-store.ts';
import { openStage, sendForm } from '../testing/stage.ts';

const stage = await openStage([sessionsFeature]);
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const [maya, bob, newcomer] = [
  await stage.member('maya', 'Maya'),
  await stage.member('bob', 'Bob <b>Brand</b>'),
  await stage.member('newt', 'Newt'),
];
await atLevelTwo(app, bob.member.id);
await app.db.query('insert into trust_members (member_id, level, is_locked) values ($1, 3, true)', [
  maya.member.id,
]);
const stranger = test.browser();
let asked = 0;
const read = async (path: string, by: Pick<typeof bob, 'get'> = stranger) =>
  String((await by.get(`${path}${path.includes('?') ? '&' : '?'}n=${++asked}`)).body);
const now = async (id: string) => (await selectPost(app, id))!;

async function wiki() {
  const { thread } = await stage.start(maya, help);
  const { post } = await addPost(app, maya.doer, thread.id, { markdown: 'Step one.', replyTo: null });
  const edit = `/community/p/${post.id}/edit`;
  await sendForm(maya, edit, `/community/p/${post.id}/act`, { act: 'wiki' });
  return { thread: pathOf(thread), id: post.id, edit };
}

describe('a wiki on the site', () => {
  it('is made by its author below the form, says so to everybody, and who has the level gets the link', async () => {
    const { thread, id, edit } = await wiki();
    assert.equal((await now(id)).isWiki, true);
    assert.match(await read(thread), /<span class="badge" title="Members with[^"]+">Wiki<\/span>/);
    assert.ok((await read(thread, bob)).includes(`href="${edit}"`));
    assert.ok(!(await read(thread, newcomer)).includes(`href="${edit}"`));
    assert.ok(!(await read(thread)).includes(`href="${edit}"`));
    assert.equal((await newcomer.get(edit)).status, 404);
  });

  it('is changed without scripts, tells how many did so, and every change can be read', async () => {
    const { thread, id, edit } = await wiki();
    const sent = await sendForm(bob, edit, edit, {
      markdown: 'Step one. Step <two>.',
      revision: '1',
      act: 'post',
    });
    assert.equal(sent.status, 303);
    assert.match(await read(thread), /edited by one/);
    const history = await read(`/community/p/${id}/history`);
    assert.match(history, /<ins>[^<]*&#60;two&#62;/);
    assert.ok(history.includes('Bob &#60;b&#62;Brand') && !history.includes('version='));
  });

  it('shows both texts where somebody was faster, and saves what was made of them', async () => {
    const { id, edit } = await wiki();
    await editPost(app, maya.doer, id, { markdown: 'Step zero.', revision: 1 });
    const late = await sendForm(bob, edit, edit, { markdown: 'Step two.', revision: '1', act: 'post' });
    assert.equal(late.status, 409);
    const page = String(late.body);
    assert.ok(page.includes('Step zero.') && page.includes('Step two.'));
    const revision = /name="revision" value="(\d+)"/.exec(page)![1]!;
    await sendForm(bob, edit, edit, { markdown: 'Step zero, step two.', revision, act: 'post' });
    assert.equal((await now(id)).markdown, 'Step zero, step two.');
  });

  it('goes back to what it said, through the form', async () => {
    const { id, edit } = await wiki();
    await editPost(app, bob.doer, id, { markdown: 'Spoiled.', revision: 1 });
    const history = await read(`/community/p/${id}/history`, maya);
    assert.ok(history.includes(`${edit}?version=1`));
    const form = await read(`${edit}?version=1`, maya);
    assert.match(form, /<textarea[^>]*>\s*Step one\.<\/textarea>/);
    assert.match(form, /name="revision" value="2"/);
    for (const version of ['99', '-1', 'x', '1e9', '1&version=2'])
      assert.match(await read(`${edit}?version=${version}`, maya), /Spoiled\.<\/textarea>/);
  });

  it('is no way around what is not one’s own: acts of others change nothing', async () => {
    const { thread, id } = await wiki();
    for (const other of [bob, newcomer]) {
      const { status } = await sendForm(other, thread, `/community/p/${id}/act`, { act: 'unwiki' });
      assert.equal(status, 403);
    }
    assert.equal((await now(id)).isWiki, true);
  });

  it('names nobody who left, and keeps what he changed in it', async () => {
    const gone = await stage.member('gone', 'Gone Girl');
    await atLevelTwo(app, gone.member.id);
    const { id } = await wiki();
    await editPost(app, gone.doer, id, { markdown: 'Step one, done better.', revision: 1 });
    app.provide(memberBelongingsPort, [forumBelongings]);
    await eraseMembers(app, [gone.member.id]);
    const history = await read(`/community/p/${id}/history`);
    assert.ok(!history.includes('Gone Girl') && history.includes('changed by Former member'));
    assert.equal((await now(id)).markdown, 'Step one, done better.');
    const staff = await test.staff('viewer');
    const { body } = await staff.get(`/api/v1/forum/posts/${id}/history`);
    assert.deepEqual(
      body.items.map(({ byName }: { byName: string }) => byName),
      [''],
    );
  });
});
