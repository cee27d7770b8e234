import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { react } from '../talk/answers.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { forumKinds } from './kinds.ts';
import { tellReacted } from './reacted.ts';

const stage = await openStage();
const { app } = stage;
after(() => stage.test.close());
app.provide(noticeKindsPort, forumKinds);
const help = await stage.category('Help');
const [maya, bob, cleo] = [await stage.member('maya'), await stage.member('bob'), await stage.member('cleo')];
const like = (by: Signed, postId: string) => react(app, by.doer, postId, { kind: 'like', isOn: true });
const waiting = async () =>
  (await app.db.query<{ id: string }>('select post_id as id from forum_reacted')).map(({ id }) => id);
const people = async (postId: string) =>
  (
    await app.db.query<{ people: number }>(
      `select people from notifications where member_id = $1 and kind = 'forum.reaction' and item = $2`,
      [maya.member.id, postId],
    )
  ).map((row) => row.people);

test('an author is told once who liked a post, also by two processes at once', async () => {
  const { post } = await stage.start(maya, help);
  await Promise.all([like(bob, post.id), like(cleo, post.id)]);
  assert.deepEqual(await waiting(), [post.id, post.id]);
  await Promise.all([tellReacted(app), tellReacted(app), tellReacted(app)]);
  assert.deepEqual(await waiting(), []);
  assert.deepEqual(await people(post.id), [2]);
});

test('what fails waits, and keeps nobody else waiting', async () => {
  const { post: first } = await stage.start(maya, help);
  const { post: second } = await stage.start(maya, help);
  await like(bob, first.id);
  await like(bob, second.id);
  await app.db.query(
    `alter table notifications add constraint not_that check (item <> '${first.id}') not valid`,
  );
  await tellReacted(app);
  assert.deepEqual([await waiting(), await people(second.id)], [[first.id], [1]]);
  await app.db.query('alter table notifications drop constraint not_that');
  await tellReacted(app);
  assert.deepEqual([await waiting(), await people(first.id)], [[], [1]]);
});

test('what is older than an hour is told to nobody', async () => {
  const { post } = await stage.start(maya, help);
  await like(bob, post.id);
  await app.db.query(`update forum_reacted set at = now() - interval '2 hours'`);
  await tellReacted(app);
  assert.deepEqual([await waiting(), await people(post.id)], [[], []]);
});

test('who likes a post while its author is told waits for the next time, and keeps this one from going on for ever', async () => {
  const { post } = await stage.start(maya, help);
  await like(bob, post.id);
  await app.db.query('create sequence liked');
  // Somebody likes it each time, but not for ever.
  await app.db.query(
    `create function like_again() returns trigger language plpgsql as $$ begin
       if nextval('liked') <= 5 then insert into forum_reacted (post_id) values (old.post_id); end if;
       return null; end $$`,
  );
  await app.db.query(
    'create trigger like_again after delete on forum_reacted for each row execute function like_again()',
  );
  await tellReacted(app);
  assert.deepEqual([await waiting(), await people(post.id)], [[post.id], [1]]);
  await app.db.query('drop trigger like_again on forum_reacted');
  await tellReacted(app);
  assert.deepEqual(await waiting(), []);
});
