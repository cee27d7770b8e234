import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { calendarsFeature } from '#people/calendars/index.ts';
import { forumKinds, react } from '#embrace/forum/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { erasedMeanwhile } from '../../../people/members/testing/erased-meanwhile.ts';
import { openStage, sendForm, type Signed } from '../../forum/testing/stage.ts';
import { refused, through } from '../../forum/testing/talkers.ts';
import { addTogetherPages, togetherBelongings, togetherFeature, togetherKinds } from '../index.ts';
import { pathOfMeeting, readMeeting, wish, write } from './meet.ts';

const stage = await openStage(
  [calendarsFeature, notificationsFeature, togetherFeature],
  {},
  addTogetherPages,
);
const { app } = stage;
after(() => stage.test.close());
app.provide(noticeKindsPort, [...forumKinds, ...togetherKinds]);
const help = await stage.category('Help');
const maya = await stage.member('maya', 'Maya');

/** A question of Maya's, and who says “Same here” to it. */
async function problem(...others: readonly Signed[]): Promise<string> {
  const { thread, post } = await stage.start(maya, help);
  for (const one of others) await react(app, one.doer, post.id, { kind: 'same', isOn: true });
  return thread.id;
}
let made = 0;
const people = async (count: number): Promise<Signed[]> =>
  Promise.all(Array.from({ length: count }, () => stage.member(`p${++made}x`, `Person ${made}`)));
const joins = (one: Signed, threadId: string) => wish(app, one.member, threadId, true);
const leaves = (one: Signed, threadId: string) => wish(app, one.member, threadId, false);
const says = (one: Signed, threadId: string, text: string, formId = `form_${++made}`) =>
  write(app, one.member, threadId, { text, formId });
const seenBy = (one: Signed, threadId: string) => readMeeting(app, one.member, threadId);
const blocks = (one: Signed, other: Signed) =>
  app.db.query('insert into member_blocks (member_id, blocked_id) values ($1, $2)', [
    one.member.id,
    other.member.id,
  ]);
async function toldTo(one: Signed, threadId: string): Promise<string[]> {
  const rows = await app.db.query<{ kind: string }>(
    'select kind from notifications where member_id = $1 and subject = $2 order by kind',
    [one.member.id, `together:${threadId}`],
  );
  return rows.map(({ kind }) => kind);
}

describe('two who wish to meet', () => {
  it('are told of each other, also where the second wishes it while the first is not committed', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    const first = Promise.withResolvers<void>();
    let isDone = false;
    const whole = app.db.transaction(async () => {
      await joins(a!, id);
      first.resolve();
      await until('the second waits, or is through', async () => {
        const waiting = await app.db.query(
          `select 1 from pg_locks where locktype = 'advisory' and not granted
              and database = (select oid from pg_database where datname = current_database())`,
        );
        return isDone || waiting.length > 0;
      });
    });
    await first.promise;
    const second = joins(b!, id).then(() => (isDone = true));
    await Promise.all([whole, second]);
    assert.deepEqual(await toldTo(a!, id), ['together.introduced']);
    assert.deepEqual(await toldTo(b!, id), [], 'who came second sees the first on the page');
  });

  it('are audited and told once for sixty-four clicks, and again for nothing', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    await joins(a!, id);
    await Promise.all(Array.from({ length: 64 }, () => joins(b!, id)));
    await leaves(b!, id);
    await leaves(b!, id);
    await joins(b!, id);
    const lines = await app.db.query<{ action: string }>(
      `select action from audit_entries where subject = $1 and action like 'together.%' and actor_id = $2 order by id`,
      [id, b!.member.id],
    );
    assert.deepEqual(
      lines.map(({ action }) => action),
      ['together.opened', 'together.closed', 'together.opened'],
    );
    const [row] = await app.db.query<{ count: number }>(
      `select count from notifications where member_id = $1 and kind = 'together.introduced'`,
      [a!.member.id],
    );
    assert.equal(row!.count, 1, 'coming and going is no news');
  });

  it('hear nothing of each other where one blocked the other, whichever of them it was and whoever came first', async () => {
    for (const blockerFirst of [true, false]) {
      const [blocker, blocked] = await people(2);
      const id = await problem(blocker!, blocked!);
      await blocks(blocker!, blocked!);
      for (const one of blockerFirst ? [blocker!, blocked!] : [blocked!, blocker!]) await joins(one, id);
      await says(blocker!, id, 'Nobody hears this');
      await says(blocked!, id, 'Nor this');
      for (const one of [blocker!, blocked!]) {
        assert.deepEqual(await toldTo(one, id), [], `${one.member.handle} was told`);
        const { others, members, messages } = await seenBy(one, id);
        assert.deepEqual([others, members, messages], [0, [], []]);
      }
    }
  });

  it('do not read old words of who blocked them and takes part no longer', async () => {
    const [blocker, blocked, third] = await people(3);
    const id = await problem(blocker!, blocked!, third!);
    for (const one of [blocker!, blocked!, third!]) await joins(one, id);
    await says(blocker!, id, 'Words of the blocker');
    await says(third!, id, 'Words of the third');
    await blocks(blocker!, blocked!);
    await leaves(blocker!, id);
    const { messages } = await seenBy(blocked!, id);
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['Words of the third'],
    );
  });

  it('are not those who are suspended: they are neither counted, nor named, nor told', async () => {
    const [here, out] = await people(2);
    const id = await problem(here!, out!);
    await joins(here!, id);
    await joins(out!, id);
    await app.db.query(`update members set state = 'suspended' where id = $1`, [out!.member.id]);
    await says(here!, id, 'Is anybody there?');
    const { others, members } = await seenBy(here!, id);
    assert.deepEqual([others, members], [0, []]);
    assert.deepEqual(await toldTo(out!, id), []);
  });

  it('meet on no page of a question that was deleted, and on none of a discussion', async () => {
    const [a] = await people(1);
    const id = await problem(a!);
    await joins(a!, id);
    await app.db.query('update forum_threads set deleted_at = now() where id = $1', [id]);
    const talk = await stage.start(maya, help, { kind: 'discussion' });
    for (const gone of [id, talk.thread.id, 'thr_none', '']) {
      await assert.rejects(seenBy(a!, gone), refused('together.no_thread'));
      await assert.rejects(joins(a!, gone), refused('together.no_thread'));
      await assert.rejects(says(a!, gone, 'Hello'), refused('together.no_thread'));
      assert.equal((await a!.get(pathOfMeeting(gone === '' ? 'thr_' : gone))).status, 404);
    }
  });
});

describe('who wishes it', () => {
  it('says it of a problem that is his, and leaves it whether it is still his or not', async () => {
    const [a] = await people(1);
    const { thread, post } = await stage.start(maya, help);
    await assert.rejects(joins(a!, thread.id), refused('together.not_yours'));
    for (const kind of ['like', 'thanks'] as const)
      await react(app, a!.doer, post.id, { kind, isOn: true }).catch(() => undefined);
    await assert.rejects(joins(a!, thread.id), refused('together.not_yours'), 'thanks are no problem');
    await react(app, a!.doer, post.id, { kind: 'same', isOn: true });
    await joins(a!, thread.id);
    await react(app, a!.doer, post.id, { kind: 'same', isOn: false });
    await leaves(a!, thread.id);
    await assert.rejects(joins(a!, thread.id), refused('together.not_yours'));
    assert.equal((await seenBy(a!, thread.id)).isOpen, false);
  });

  it('takes part as long as the problem is his: whoever takes “Same here” back reads, hears and says nothing more', async () => {
    const [a, b] = await people(2);
    const { thread, post } = await stage.start(maya, help);
    const same = (one: Signed, isOn: boolean) => react(app, one.doer, post.id, { kind: 'same', isOn });
    for (const one of [a!, b!]) await same(one, true);
    for (const one of [a!, b!, maya]) await joins(one, thread.id);
    await says(a!, thread.id, 'Before');
    // What he reads now is read: anything that he is told later is a line of its own.
    assert.equal((await seenBy(b!, thread.id)).messages.length, 1);
    const before = await toldTo(b!, thread.id);
    await same(b!, false);
    await says(a!, thread.id, 'After');
    await assert.rejects(says(b!, thread.id, 'Me, too'), refused('together.not_open'));
    const { others, members, messages, isOpen, hasProblem } = await seenBy(b!, thread.id);
    assert.deepEqual([others, members, messages, isOpen, hasProblem], [2, [], [], true, false]);
    assert.deepEqual(
      (await seenBy(a!, thread.id)).members.map(({ id }) => id),
      [maya.member.id],
    );
    assert.deepEqual(await toldTo(b!, thread.id), before);
    const html = String((await b!.get(pathOfMeeting(thread.id))).body);
    assert.ok(html.includes('Take part no longer') && html.includes('Say first') && !html.includes('Before'));
    await same(b!, true);
    assert.equal((await seenBy(b!, thread.id)).messages.length, 2, 'his wish still stands');
  });

  it('learns of others only how many they are until he wishes it, and again after he left', async () => {
    const [a, b, c] = await people(3);
    const id = await problem(a!, b!, c!);
    for (const one of [a!, b!]) await joins(one, id);
    await says(a!, id, 'A secret among us');
    const outside = async () => {
      const { others, members, messages, isOpen } = await seenBy(c!, id);
      assert.deepEqual([others, members, messages, isOpen], [2, [], [], false]);
      const html = String((await c!.get(pathOfMeeting(id))).body);
      assert.doesNotMatch(html, new RegExp(`secret|${a!.member.handle}|${b!.member.handle}`));
    };
    await outside();
    await joins(c!, id);
    assert.equal((await seenBy(c!, id)).members.length, 2);
    await leaves(c!, id);
    await outside();
    await assert.rejects(says(c!, id, 'Still here'), refused('together.not_open'));
  });
});

describe('a message', () => {
  it('is one for sixty-four sendings of one form, and another’s form of the same name is his own', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    for (const one of [a!, b!]) await joins(one, id);
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, () => says(a!, id, 'Once', 'form_shared')),
    );
    assert.equal(through(results), 64, 'who sends a form again is not refused');
    await says(b!, id, 'Mine, too', 'form_shared');
    assert.deepEqual((await seenBy(b!, id)).messages.map(({ text }) => text).toSorted(), [
      'Mine, too',
      'Once',
    ]);
    assert.deepEqual(await toldTo(b!, id), ['together.introduced', 'together.message'].slice(1));
  });

  it('is one of ten in a minute, in however many places and however fast somebody writes', async () => {
    const [a, b] = await people(2);
    const ids = [await problem(a!, b!), await problem(a!, b!)];
    for (const id of ids) await joins(a!, id);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => says(a!, ids[n % 2]!, `Message ${n}`)),
    );
    assert.equal(through(results, 'together.too_fast'), 10);
    await app.db.query(`update together_messages set at = at - interval '61 seconds' where member_id = $1`, [
      a!.member.id,
    ]);
    await says(a!, ids[0]!, 'A minute later');
  });

  it('keeps its letters and lines, and no signs that cannot be shown', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    for (const one of [a!, b!]) await joins(one, id);
    const given: [string, string][] = [
      ['  one\r\ntwo\rthree\n\n ', 'one\ntwo\nthree'],
      ['nul\0 bell\u0007 escape\u001b[31m', 'nul bell escape[31m'],
      ['lone \ud800 half', 'lone \ufffd half'],
      ['مرحبا \u202eevil', 'مرحبا \u202eevil'],
      ['😀'.repeat(1000), '😀'.repeat(1000)],
      [`</textarea><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`],
    ];
    for (const [text] of given) await says(a!, id, text);
    assert.deepEqual(
      (await seenBy(b!, id)).messages.map(({ text }) => text),
      given.map(([, kept]) => kept),
    );
    const html = String((await b!.get(pathOfMeeting(id))).body);
    assert.ok(!html.includes('<script>alert') && html.includes('one<br />two<br />three'));
    for (const text of ['', ' \0\u0007 \r\n', 'x'.repeat(2001), '😀'.repeat(1001)])
      await assert.rejects(says(a!, id, text), refused('together.bad_text'));
    await says(a!, id, `${'x'.repeat(2000)}\r\n`);
  });

  it('is not sent by a page of another site, by who is silenced, or with signs no row can hold', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    for (const one of [a!, b!]) await joins(one, id);
    const page = pathOfMeeting(id);
    const send = (fields: Record<string, string>) => sendForm(a!, page, page, fields);
    const forged = await send({ act: 'write', text: 'Forged', proof: 'x' });
    assert.equal(forged.status, 403);
    assert.match(String(forged.body), /form was too old/);
    const theirs = /name="proof" value="([^"]+)"/.exec(String((await b!.get(page)).body))![1]!;
    assert.equal((await send({ act: 'write', text: 'Theirs', proof: theirs })).status, 403);
    for (const form of ['\0', '', '\ud800', 'x'.repeat(10_000)])
      assert.ok(
        (await send({ act: 'write', text: `Odd ${made++}`, form })).status < 500,
        JSON.stringify(form),
      );
    assert.equal((await send({ act: 'dance', text: 'Nothing' })).status, 303);
    await app.db.query(`update members set state = 'silenced' where id = $1`, [a!.member.id]);
    assert.equal((await send({ act: 'write', text: 'Silenced' })).status, 403);
    const texts = (await seenBy(b!, id)).messages.map(({ text }) => text);
    assert.ok(!/Forged|Theirs|Nothing|Silenced/.test(texts.join()));
  });

  it('reaches who takes part when it is written, and nothing of it stays where the transaction fails', async () => {
    const [a, b, c] = await people(3);
    const id = await problem(a!, b!, c!);
    for (const one of [a!, b!, c!]) await joins(one, id);
    await leaves(c!, id);
    const failing = app.db.transaction(async () => {
      await says(a!, id, 'Lost');
      throw new Error('the power is gone');
    });
    await assert.rejects(failing, /power/);
    assert.deepEqual((await seenBy(b!, id)).messages, []);
    assert.ok(!(await toldTo(b!, id)).includes('together.message'));
    await says(a!, id, 'Kept');
    assert.ok((await toldTo(b!, id)).includes('together.message'));
    assert.ok(!(await toldTo(c!, id)).includes('together.message'));
  });
});

describe('who leaves the community', () => {
  it('takes his wish and his words along, and those of nobody else', async () => {
    const [a, b] = await people(2);
    const [first, second] = [await problem(a!, b!), await problem(a!, b!)];
    for (const one of [a!, b!]) await joins(one, first);
    await joins(a!, second);
    await says(a!, first, 'Mine');
    await says(b!, first, 'Yours');
    await leaves(a!, first);
    const own = JSON.stringify(await togetherBelongings.exportOf(app, a!.member.id));
    assert.ok(own.includes('Mine') && own.includes(first) && own.includes(second) && !own.includes('Yours'));
    await app.db.transaction(() => togetherBelongings.erase(app, a!.member.id, { keepsContent: true }));
    assert.deepEqual(await togetherBelongings.exportOf(app, a!.member.id), []);
    assert.match(JSON.stringify(await togetherBelongings.exportOf(app, b!.member.id)), /Yours/);
    assert.equal((await seenBy(a!, second)).isOpen, false);
  });

  it('also where he wishes or writes in the very moment', async () => {
    const [a, b] = await people(2);
    const id = await problem(a!, b!);
    for (const one of [a!, b!]) await joins(one, id);
    const words = () => says(b!, id, 'Anybody here?');
    const said = await erasedMeanwhile(app, b!.member.id, [words, () => joins(b!, id)]);
    assert.deepEqual([...new Set(said)], ['AppError: There is no such question here.']);
    const left = await app.db.query('select 1 from together_messages where member_id = $1', [b!.member.id]);
    assert.deepEqual(left, []);
  });
});
