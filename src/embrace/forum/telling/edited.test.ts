import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { atLevelTwo } from '../../moderation/testing/open-gates.ts';
import { staffDoer } from '../doer.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { deletePost } from '../talk/removal.ts';
import { setWiki } from '../talk/wiki.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { forumKinds } from './kinds.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
app.provide(noticeKindsPort, forumKinds);
const help = await stage.category('Help');
const [maya, bob, cleo] = [
  await stage.member('maya', 'Maya'),
  await stage.member('bob', 'Bob'),
  await stage.member('cleo', 'Cleo'),
];
for (const { member } of [bob, cleo]) await atLevelTwo(app, member.id);
const ama = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });

async function wiki() {
  const { thread } = await stage.start(bob, help);
  const { post } = await addPost(app, maya.doer, thread.id, { markdown: 'Step one.', replyTo: null });
  await setWiki(app, ama, post.id, true);
  return post.id;
}
const told = (by: Signed, postId: string) =>
  app.db.query<{ path: string; people: number; count: number }>(
    `select path, people, count from notifications where member_id = $1 and kind = 'forum.edited' and item = $2 order by id`,
    [by.member.id, postId],
  );

describe('the author of a wiki', () => {
  it('is told who changed it in one line, which leads to the newest difference, and anew once he read it', async () => {
    const id = await wiki();
    await editPost(app, bob.doer, id, { markdown: 'Step one. Step two.', revision: 1 });
    await editPost(app, cleo.doer, id, { markdown: 'One. Two.', revision: 2 });
    await editPost(app, ama, id, { markdown: 'One, two.', revision: 3 });
    assert.deepEqual(await told(maya, id), [{ path: `/community/p/${id}/history#v4`, people: 3, count: 3 }]);
    const page = String((await maya.get(`/community/p/${id}/history`)).body);
    const at = page.indexOf('id="v4"');
    assert.ok(at > 0 && at < page.indexOf('id="v3"'), 'the newest stands first');
    await app.db.query('update notifications set read_at = now() where item = $1', [id]);
    await editPost(app, bob.doer, id, { markdown: 'One. Two. Three.', revision: 4 });
    assert.equal((await told(maya, id)).length, 2);
  });

  it('hears nothing of his own changes, of whom he blocked, of what changed nothing, and of what is gone', async () => {
    const id = await wiki();
    await editPost(app, maya.doer, id, { markdown: 'Mine.', revision: 1 });
    await editPost(app, bob.doer, id, { markdown: 'Mine.', revision: 2 });
    await app.db.query('insert into member_blocks (member_id, blocked_id) values ($1, $2)', [
      maya.member.id,
      cleo.member.id,
    ]);
    await editPost(app, cleo.doer, id, { markdown: 'Hers.', revision: 2 });
    await app.db.query('delete from member_blocks');
    assert.deepEqual(await told(maya, id), []);
    await editPost(app, bob.doer, id, { markdown: 'His.', revision: 3 });
    assert.deepEqual([(await told(maya, id)).length, await told(bob, id)], [1, []]);
    await deletePost(app, ama, id, { isDeleted: true, reason: 'Wrong' });
    assert.deepEqual(await told(maya, id), []);
  });

  it('chooses where he hears of it, also nowhere', async () => {
    const id = await wiki();
    await app.db.query(
      `insert into notification_choices (member_id, kind, on_page, mail, push) values ($1, 'forum.edited', false, 'off', false)`,
      [maya.member.id],
    );
    await editPost(app, bob.doer, id, { markdown: 'Unheard.', revision: 1 });
    assert.deepEqual(await told(maya, id), []);
  });
});
