import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { storeFile } from '#platform/files/index.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import type { MailAnswer } from '#connectors/kit/index.ts';
import {
  noticeKindsPort,
  notificationsFeature,
  replyByMailPort,
  takeAnswers,
} from '#embrace/notifications/index.ts';
import { changeThread } from '../talk/threads.ts';
import { addPost } from '../talk/posts.ts';
import { postAt } from '../talk/read.ts';
import { staffDoer } from '../doer.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { forumReplies } from './by-mail.ts';
import { forumKinds } from './kinds.ts';
import { tellOfPost } from './tell.ts';
import { systemActor } from '#platform/app/index.ts';

const stage = await openStage([outboxFeature, notificationsFeature]);
const { app, test } = stage;
after(() => test.close());
app.provide(noticeKindsPort, forumKinds);
app.provide(replyByMailPort, [forumReplies]);
const help = await stage.category('Help');
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];
await app.db.query(
  `update members set mail = handle || '@customer.example', mail_key = handle || '@customer.example', mail_verified_at = now()`,
);
const settleAll = () =>
  notificationsFeature.jobs!(app)['notifications.answers']!({}, new AbortController().signal);
let count = 0;

/** Maya is told of an answer by Bob; what she would send back. */
async function told(
  title: string,
): Promise<{ threadId: string; answer: (more?: Partial<MailAnswer>) => MailAnswer }> {
  const { thread } = await stage.start(maya, help, { title });
  const { post } = await addPost(app, bob.doer, thread.id, { markdown: 'Hold it.', replyTo: 1 });
  await tellOfPost(app, post.id);
  const [news] = await app.db.query<{ id: string }>(
    'select id from notifications where item = $1 and member_id = $2',
    [post.id, maya.member.id],
  );
  return {
    threadId: thread.id,
    answer: (more = {}) => ({
      ref: `n${news!.id.slice('ntf_'.length)}`,
      messageId: `m${++count}@customer.example`,
      from: 'maya@customer.example',
      isGenuine: true,
      text: 'That **works**, thank you.',
      files: [],
      ...more,
    }),
  };
}
const take = (...answers: MailAnswer[]) => app.db.transaction(() => takeAnswers(app, answers));
const statesOf = async (ref: string) =>
  app.db.query<{ state: string; reason: string | null; text: string; outId: string | null }>(
    'select state, reason, text, out_id as "outId" from notification_answers where ref = $1 order by id',
    [ref],
  );

describe('an answer by mail', () => {
  it('becomes a post once, as its member, with its files, however often it arrives', async () => {
    const { threadId, answer } = await told('By mail');
    const bytes = Buffer.from('What the router says');
    const file = await storeFile(app, { name: 'log (1).txt', bytes, purpose: 'mail' });
    const mail = answer({ files: [{ id: file.id, name: 'log (1).txt', kind: 'file' }] });
    await take(mail, mail);
    await take(mail);
    await Promise.all([settleAll(), settleAll(), settleAll()]);
    await settleAll();
    const post = (await postAt(app, threadId, 3))!;
    assert.deepEqual([post.authorId, post.replyTo], [maya.member.id, 2]);
    assert.match(post.html, /That <strong>works<\/strong>/);
    assert.match(post.markdown, new RegExp(`\\[log  1 .txt\\]\\(/community/files/${file.id}\\)`));
    assert.equal(await postAt(app, threadId, 4), undefined);
    assert.equal((await bob.get(`/community/files/${file.id}`)).status, 200);
    assert.deepEqual(
      (await statesOf(mail.ref)).map(({ state, text }) => [state, text]),
      [['posted', '']],
    );
  });

  it('is refused with the reason where it is not provably her own, or may not stand there', async () => {
    const { threadId, answer } = await told('Refused');
    const { ref } = answer();
    await take(
      answer({ from: 'bob@customer.example' }),
      answer({ isGenuine: false }),
      answer({ isGenuine: undefined }),
      answer({ text: '  ' }),
      answer({ text: 'x'.repeat(40_000) }),
    );
    await settleAll();
    await changeThread(app, staffDoer(systemActor), threadId, { isClosed: true });
    await take(answer());
    await settleAll();
    const rows = await statesOf(ref);
    assert.deepEqual(
      rows.map(({ state }) => state),
      Array.from({ length: 6 }, () => 'refused'),
    );
    const reasons = rows.map(({ reason }) => reason ?? '');
    assert.match(reasons[0]!, /came from bob@customer\.example/);
    assert.match(reasons[2]!, /did not prove/);
    assert.match(reasons[3]!, /nothing in it/);
    assert.ok(
      reasons.every((reason) => reason.length > 10),
      reasons.join('\n'),
    );
    assert.equal(await postAt(app, threadId, 3), undefined);
    assert.equal(rows.filter(({ outId }) => outId !== null).length, 5, 'nobody is mailed for ever');
  });

  it('is nobody’s where what it answers is unknown, and not hers while she is silenced', async () => {
    const { threadId, answer } = await told('Silenced');
    const unknown = `n${'0'.repeat(26)}`;
    await take(answer({ ref: unknown }));
    const silenced = (state: string, by: Signed) =>
      app.db.query('update members set state = $2 where id = $1', [by.member.id, state]);
    await silenced('silenced', maya);
    await take(answer());
    await settleAll();
    await silenced('active', maya);
    assert.deepEqual(
      (await statesOf(unknown)).map(({ state }) => state),
      ['dropped'],
    );
    assert.match((await statesOf(answer().ref))[0]!.reason!, /may not write/);
    assert.equal(await postAt(app, threadId, 3), undefined);
  });

  it('waits again where the transaction of its mailbox fails', async () => {
    const { threadId, answer } = await told('Fails first');
    const mail = answer();
    const failing = app.db.transaction(async () => {
      await takeAnswers(app, [mail]);
      throw new Error('the cursor was not kept');
    });
    await assert.rejects(failing, /cursor/);
    await settleAll();
    assert.equal(await postAt(app, threadId, 3), undefined);
    await take(mail);
    await settleAll();
    assert.notEqual(await postAt(app, threadId, 3), undefined);
  });
});
