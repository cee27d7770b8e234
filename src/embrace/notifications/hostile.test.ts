import { createECDH } from 'node:crypto';
import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { outboxFeature } from '#platform/outbox/index.ts';
import type { MailAnswer } from '#connectors/kit/index.ts';
import { addMember, addMemberPages, CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { signInMember } from '../../people/members/testing/sign-in.ts';
import { endMails, readChoices, saveChoices } from './choices/choices.ts';
import { type Channels, MAIL_CHOICES } from './domain.ts';
import {
  addNotificationPages,
  digestKind,
  type NoticeKind,
  noticeKindsPort,
  notificationsFeature,
  replyByMailPort,
  takeAnswers,
  tell,
} from './index.ts';
import { endMailsLink } from './mail/ending.ts';

const words = {
  label: 'News <b>',
  line: ({ by, title }: { by: string; title: string }) => `${by}: ${title}`,
};
const kindOf = (kind: string): NoticeKind => ({
  kind,
  words: { en: words, de: words },
  defaults: { page: true, mail: 'now' },
});
const test = await createTestServer(
  [outboxFeature, membersFeature, notificationsFeature],
  {},
  async (app, server) => {
    await addMemberPages(app, server);
    await addNotificationPages(app, server);
  },
);
const { app } = test;
after(() => test.close());
app.provide(noticeKindsPort, [kindOf('test.one'), kindOf('test.two'), digestKind]);
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora', languages: ['en', 'de'] });

const posts: { memberId: string; text: string; key: string }[] = [];
let failing = (_text: string): Error | undefined => undefined;
app.provide(replyByMailPort, [
  {
    kinds: ['test.one'],
    async reply(_app, member, { text, key }) {
      const error = failing(text);
      if (error) throw error;
      if (!posts.some((post) => post.key === key)) posts.push({ memberId: member.id, text, key });
    },
  },
]);
const settleAll = () =>
  notificationsFeature.jobs!(app)['notifications.answers']!({}, new AbortController().signal);

async function joined(handle: string) {
  const mail = `${handle}@customer.example`;
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, { mail, isMailVerified: true }),
  );
  const browser = test.browser();
  await signInMember(app, browser, member.id);
  return Object.assign(browser, { member, mail });
}
type Joined = Awaited<ReturnType<typeof joined>>;
let count = 0;
/** Tells a member something; answers the mail that he would send back. */
async function told(to: Joined, kind = 'test.one') {
  const key = `key-${++count}`;
  await tell(app, {
    to: [to.member.id],
    kind,
    key,
    about: { id: 'thr_1', item: key, title: 'Router', path: '/community/t/1' },
    by: { id: null, name: 'Ama' },
  });
  const [row] = await app.db.query<{ id: string }>('select id from notifications where item = $1', [key]);
  const ref = `n${row!.id.slice('ntf_'.length)}`;
  return (more: Partial<MailAnswer> = {}): MailAnswer => ({
    ref,
    messageId: `answer-${++count}@customer.example`,
    from: to.mail,
    isGenuine: true,
    text: 'Thanks!',
    files: [],
    ...more,
  });
}
const take = (...answers: MailAnswer[]) => app.db.transaction(() => takeAnswers(app, answers));
const stateOf = async (messageId: string) =>
  (
    await app.db.query<{ state: string; text: string }>(
      'select state, text from notification_answers where message_id = $1',
      [messageId],
    )
  )[0];

describe('answers by mail that come together', () => {
  it('are posted whatever happens to one of them, which is tried again and then posted once', async () => {
    const one = await joined('together1');
    const answer = await told(one);
    const all = Array.from({ length: 30 }, (_, n) =>
      answer({ text: n % 11 === 0 ? `breaks ${n}` : `fine ${n}` }),
    );
    await take(...all);
    failing = (text) => (text.startsWith('breaks') ? new Error('the database is gone') : undefined);
    await assert.rejects(settleAll(), /the database is gone/, 'the failure is told to the job');
    assert.equal(posts.length, 27);
    for (const { messageId, text } of all)
      assert.deepEqual(
        await stateOf(messageId),
        text.startsWith('breaks') ? { state: 'waiting', text } : { state: 'posted', text: '' },
      );
    failing = () => undefined;
    await settleAll();
    await settleAll();
    assert.equal(posts.length, 30);
    assert.equal(new Set(posts.map(({ key }) => key)).size, 30);
  });

  it('are refused where the reason is theirs, and wait where it is ours', async () => {
    const one = await joined('reasons1');
    const answer = await told(one);
    const [theirs, ours] = [answer({ text: 'theirs' }), answer({ text: 'ours' })];
    await take(theirs, ours);
    failing = (text) =>
      text === 'theirs'
        ? new AppError('test.closed', 409, 'It is closed.')
        : new AppError('test.down', 503, 'Nobody is there.');
    await assert.rejects(settleAll());
    failing = () => undefined;
    assert.equal((await stateOf(theirs.messageId))!.state, 'refused');
    assert.equal((await stateOf(ours.messageId))!.state, 'waiting');
    await settleAll();
    assert.equal((await stateOf(ours.messageId))!.state, 'posted');
  });

  it('never stop the mailbox, whatever signs they have', async () => {
    const one = await joined('signs1');
    const answer = await told(one);
    const odd = [
      answer({ text: 'nul \0 in it', messageId: `odd-nul-${count}` }),
      answer({ text: 'half \ud800 of one', messageId: `odd-half-${count}` }),
      answer({ text: '\u202eright to left', messageId: `odd-rtl-${count}` }),
      answer({ messageId: `odd\0id-${count}` }),
      answer({ from: `x\0@customer.example`, messageId: `odd-from-${count}` }),
      answer({
        files: [{ id: 'file_1', name: 'a\0b\ud800.txt', kind: 'file' }],
        messageId: `odd-file-${count}`,
      }),
      answer({ messageId: `${'i'.repeat(499)}😀${count}` }),
      answer({ ref: 'n\0' }),
    ];
    await take(...odd);
    await settleAll();
    const waiting = await app.db.query(`select 1 from notification_answers where state = 'waiting'`);
    assert.deepEqual(waiting, []);
    assert.ok(posts.every(({ text }) => !text.includes('\0')));
  });

  it('are the words of who was told, and nobody else’s, however alike the address looks', async () => {
    const [one, other] = [await joined('alike1'), await joined('alike2')];
    const answer = await told(one);
    const before = posts.length;
    const forged = [
      other.mail,
      'аlike1@customer.example',
      `${one.mail}.evil.example`,
      `alike1+x@customer.example`,
      `"${one.mail}" <evil@evil.example>`,
      '',
    ].map((from) => answer({ from }));
    await take(...forged);
    await settleAll();
    assert.equal(posts.length, before);
    for (const { messageId } of forged) assert.equal((await stateOf(messageId))!.state, 'refused');
    const mine = answer();
    await take(mine);
    await app.db.query(`update members set state = 'erased' where id = $1`, [one.member.id]);
    await settleAll();
    assert.equal((await stateOf(mine.messageId))!.state, 'dropped');
    assert.equal(posts.length, before);
  });
});

const SETTINGS = '/community/me/notifications/settings';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const proofIn = (html: string) => /name="proof" value="([^"]+)"/.exec(html)?.[1] ?? '';
async function choose(by: Joined, fields: Record<string, string>) {
  const proof = proofIn(String((await by.get(SETTINGS)).body));
  return by.post(SETTINGS, new URLSearchParams({ proof, ...fields }).toString(), FORM);
}
const chosenBy = async (by: Joined): Promise<Record<string, Channels>> =>
  Object.fromEntries(
    (await readChoices(app, by.member.id)).map(({ kind, channels }) => [kind.kind, channels]),
  );

describe('what a member chose', () => {
  it('is one whole choice of those that he sent at the same moment', async () => {
    const one = await joined('chooser1');
    const all = Array.from({ length: 64 }, (_, n): Channels => ({
      page: n % 2 === 0,
      mail: MAIL_CHOICES[n % 4]!,
      push: n % 3 === 0,
    }));
    await Promise.all(
      all.map((channels) =>
        saveChoices(app, one.member, new Map(['test.two', 'test.one'].map((kind) => [kind, channels]))),
      ),
    );
    const kept = await chosenBy(one);
    assert.deepEqual(kept['test.one'], kept['test.two']);
    assert.ok(all.some((channels) => JSON.stringify(channels) === JSON.stringify(kept['test.one'])));
  });

  it('stays apart from mails: one click ends mails while he decides about the page, and neither loses the other', async () => {
    const one = await joined('chooser2');
    const saved = Promise.withResolvers<void>();
    let isEnded = false;
    const chooses = app.db.transaction(async () => {
      await saveChoices(app, one.member, new Map([['test.one', { page: false, mail: 'now', push: true }]]));
      saved.resolve();
      await until('the click waits for what he chose, or is through', async () => {
        const waiting = await app.db.query(
          'select 1 from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
        );
        return isEnded || waiting.length > 0;
      });
    });
    await saved.promise;
    const ends = endMails(app, one.member.id, ['test.one']).then(() => (isEnded = true));
    await Promise.all([chooses, ends]);
    assert.deepEqual((await chosenBy(one))['test.one'], { page: false, mail: 'off', push: true });
    assert.equal((await chosenBy(one))['test.two']!.mail, 'now');
  });

  it('is only his own, of kinds that there are, by his own form', async () => {
    const [one, other] = [await joined('chooser3'), await joined('chooser4')];
    const theirs = proofIn(String((await other.get(SETTINGS)).body));
    const before = await chosenBy(one);
    const forged = await choose(one, { act: 'no-mails', proof: theirs });
    assert.match(String(forged.body), /form was too old/);
    assert.deepEqual(await chosenBy(one), before);
    const odd = {
      'test.one.mail': 'hourly\0',
      'test.two.mail': 'NOW',
      '__proto__.mail': 'now',
      'x.page': 'on',
    };
    assert.equal((await choose(one, { act: 'save', 'test.two.page': 'yes', ...odd })).status, 303);
    const off = { page: false, mail: 'off', push: false };
    const kept = await chosenBy(one);
    assert.deepEqual([kept['test.one'], kept['test.two']], [off, off]);
    await choose(one, { act: 'save', 'notifications.best.mail': 'now', 'notifications.best.page': 'on' });
    assert.deepEqual((await chosenBy(one))['notifications.best'], off, 'the best comes in digests only');
    assert.equal((await chosenBy(other))['test.one']!.mail, 'now');
    const html = String((await one.get(SETTINGS)).body);
    assert.ok(html.includes('News &') && !html.includes('<legend>News <b>'));
  });
});

describe('one click that ends mails', () => {
  it('ends what it was sent with, sixty-four times at once, for nobody else and not for who left', async () => {
    const [one, other] = [await joined('clicker1'), await joined('clicker2')];
    const link = endMailsLink(app, one.member.id, ['test.one', 'test.one', 'unknown.kind']).replace(
      'http://localhost:3000',
      '',
    );
    const click = (n: number) =>
      test.browser({ address: `198.51.100.${n}` }).post(link, 'List-Unsubscribe=One-Click', FORM);
    const statuses = await Promise.all(Array.from({ length: 64 }, (_, n) => click(n + 1)));
    assert.deepEqual([...new Set(statuses.map(({ status }) => status))], [200]);
    const kept = await chosenBy(one);
    assert.deepEqual([kept['test.one']!.mail, kept['test.two']!.mail], ['off', 'now']);
    assert.equal(kept['test.one']!.page, true);
    assert.equal((await chosenBy(other))['test.one']!.mail, 'now');
    const lines = await app.db.query(
      `select 1 from audit_entries where action = 'notifications.mail_ended' and subject = $1`,
      [one.member.id],
    );
    assert.equal(lines.length, 1, 'what has ended already is noted no second time');
    await app.db.query(`update members set state = 'erased' where id = $1`, [one.member.id]);
    const late = test.browser({ address: '192.0.2.77' });
    assert.equal((await late.post(link, 'what=all', FORM)).status, 404);
    assert.doesNotMatch(String((await late.get(link)).body), /clicker1/);
  });
});

describe('a mail provider that clicks for all its people from one address', () => {
  it('ends the mails of every one of them', async () => {
    const provider = test.browser({ address: '198.51.100.200' });
    const members = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        app.db.transaction(() =>
          addMember(app, { handle: `people${n}x`, displayName: 'P', language: 'en' }, {}),
        ),
      ),
    );
    const answers = await Promise.all(
      members.map(({ id }) => {
        const { pathname } = new URL(endMailsLink(app, id, ['test.one']));
        return provider.post(pathname, 'List-Unsubscribe=One-Click', FORM);
      }),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    const choices = await Promise.all(members.map(({ id }) => readChoices(app, id)));
    assert.ok(choices.every(([one]) => one!.channels.mail === 'off'));
  });
});

describe('a browser that asks for pushes', () => {
  it('is refused plainly with signs that no row can hold, and belongs to who is signed in there last', async () => {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    const keys = {
      p256dh: pair.getPublicKey('base64url'),
      auth: Buffer.from('0123456789abcdef').toString('base64url'),
    };
    const [one, other] = [await joined('device1'), await joined('device2')];
    const send = async (
      by: Joined,
      fields: { act?: string; endpoint?: string; p256dh?: string; auth?: string },
    ) => {
      const proof = /data-proof="([^"]+)"/.exec(String((await by.get(SETTINGS)).body))![1]!;
      const body = new URLSearchParams({ proof, act: 'add', ...keys, ...fields }).toString();
      return (await by.post('/community/me/notifications/devices', body, FORM)).status;
    };
    const endpoint = 'https://push.example/one';
    for (const fields of [{ endpoint: `${endpoint}\0` }, { endpoint, auth: `${keys.auth}\0` }])
      assert.ok((await send(one, fields)) < 500, JSON.stringify(fields));
    for (const fields of [
      { endpoint, p256dh: `${keys.p256dh}${'!'.repeat(5000)}` },
      { endpoint, auth: `${keys.auth}${' '.repeat(5000)}` },
      { endpoint: `${endpoint}${' '.repeat(1000)}` },
      { endpoint: 'https://' },
    ])
      assert.equal(await send(one, fields), 400, JSON.stringify(fields).slice(0, 60));
    const ownersOf = async () =>
      app.db.query<{ id: string }>('select member_id as id from notification_devices where endpoint = $1', [
        endpoint,
      ]);
    for (const by of [one, other, one, other])
      assert.equal(await send(by, { endpoint: by === one ? endpoint : ` HTTPS://PUSH.example/one` }), 204);
    assert.deepEqual(await ownersOf(), [{ id: other.member.id }]);
    assert.equal(await send(one, { act: 'remove' }), 204);
    assert.deepEqual(await ownersOf(), [{ id: other.member.id }], 'who was there before ends nothing');
  });
});
