import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { Dispatcher, outboxFeature, readOut, sendersOf } from '#platform/outbox/index.ts';
import { addMember, addMemberPages, CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { endMails, readChoices, saveChoices } from './choices/choices.ts';
import {
  addNotificationPages,
  digestKind,
  digestPartsPort,
  makeMails,
  type NoticeKind,
  noticeKindsPort,
  noteMemberMailsBack,
  notificationBelongings,
  notificationsFeature,
  registerMemberMail,
  tell,
} from './index.ts';
import { GAP_MS, MOST_A_DAY, nextMailAt, periodOf } from './mail/bound.ts';
import { stopOf } from './mail/stop.ts';

const gone = new Set<string>();
const words = (line: string) => ({
  label: line,
  line: ({ by, title }: { by: string; title: string }) => `${by} ${line} ${title}`,
});
const kindOf = (kind: string, mail: NoticeKind['defaults']['mail']): NoticeKind => ({
  kind,
  words: { en: words('answered'), de: words('antwortet auf') },
  defaults: { page: true, mail },
  texts: async (_app, _member, items) =>
    new Map(
      items
        .filter((id) => !gone.has(id))
        .map((id) => [id, `**Hello** from ${id} <script>alert(1)</script> ![x](https://spy.example/x.png)`]),
    ),
});

const smtp = await startSmtp({
  refuse: (to) => to.startsWith('nobody'),
  loses: (to) => to.startsWith('lost'),
});
const test = await createTestServer(
  [outboxFeature, membersFeature, notificationsFeature],
  { smtpUrl: smtp.url, mailFrom: 'Lumora <hello@lumora.example>' },
  async (app, server) => {
    await addMemberPages(app, server);
    await addNotificationPages(app, server);
  },
);
const { app } = test;
app.provide(noticeKindsPort, [kindOf('test.answer', 'now'), kindOf('test.news', 'off'), digestKind]);
const best = new Map<string, string[]>();
app.provide(digestPartsPort, [
  async (_app, { memberId }) => {
    const lines = best.get(memberId) ?? [];
    if (lines.includes('breaks')) throw new Error('the best cannot be read');
    return [{ title: 'The best', items: lines.map((line) => ({ line, path: '/community', text: null })) }];
  },
]);
await saveCommunity(app, systemActor, {
  ...CLOSED,
  isOpen: true,
  name: 'Lumora people',
  languages: ['en', 'de'],
});
registerMemberMail(app);
const stop = new AbortController();
const workers = [1, 2, 3].map(() => new Dispatcher(app, stop.signal, { pollMs: 100 }));
after(async () => {
  stop.abort();
  await Promise.all(workers.map((worker) => worker.stopped()));
  await smtp.close();
  await test.close();
});

async function joined(handle: string, more: { isMailVerified?: boolean; language?: string } = {}) {
  const mail = `${handle}@customer.example`;
  const { isMailVerified = true, language = 'en' } = more;
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language }, { mail, isMailVerified }),
  );
  return { ...member, mail };
}
type Joined = Awaited<ReturnType<typeof joined>>;
let count = 0;
const happens = (to: Joined, kind = 'test.answer', item = `post-${++count}`) =>
  tell(app, {
    to: [to.id],
    kind,
    key: item,
    about: { id: 'thr_1', item, title: 'Router', path: '/community/t/1' },
    by: { id: null, name: 'Ama' },
  });
const mailsTo = (member: Joined) => smtp.mails.filter(({ to }) => to.includes(member.mail));
const statesOf = async (member: Joined) =>
  (
    await app.db.query<{ state: string }>(
      'select state from notification_mails where member_id = $1 order by made_at',
      [member.id],
    )
  ).map(({ state }) => state);
const settled = (member: Joined) =>
  until('its mails are settled', async () =>
    (await statesOf(member)).every((state) => state !== 'ready' && state !== 'sending'),
  );
async function mailed(member: Joined) {
  await makeMails(app, 'now');
  await settled(member);
  return mailsTo(member);
}
const later = () => app.db.query(`update notification_mails set made_at = made_at - interval '6 minutes'`);

describe('how many mails a member gets', () => {
  it('is bounded by a gap and by a day', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    const ago = (ms: number) => new Date(now.getTime() - ms);
    assert.deepEqual(nextMailAt([], now), now);
    assert.deepEqual(nextMailAt([ago(60_000)], now), new Date(now.getTime() - 60_000 + GAP_MS));
    assert.deepEqual(nextMailAt([ago(GAP_MS)], now), now);
    const many = Array.from({ length: MOST_A_DAY }, (_, n) => ago((n + 1) * 3_600_000));
    assert.deepEqual(nextMailAt(many, now), new Date(now.getTime() + 12 * 3_600_000));
    assert.deepEqual(nextMailAt(many.slice(1), now), now);
    for (let day = 23; day < 30; day++)
      assert.equal(periodOf('weekly', new Date(`2026-11-${day}T23:59:59Z`)), '2026-11-23');
    assert.equal(periodOf('weekly', new Date('2026-11-22T23:59:59Z')), '2026-11-16');
    assert.equal(periodOf('daily', now), '2026-11-23');
  });
});

describe('mail at once', () => {
  it('comes once, however many workers look, with everything that lists and machines need', async () => {
    const maya = await joined('maya');
    await happens(maya);
    await Promise.all([1, 2, 3, 4].map(() => makeMails(app, 'now')));
    const [mail, ...more] = await mailed(maya);
    assert.equal(more.length, 0);
    assert.equal(mail!.headers['subject'], 'Ama answered Router');
    assert.equal(mail!.headers['auto-submitted'], 'auto-generated');
    assert.match(mail!.headers['list-id']!, /^Lumora people <community\.localhost>$/);
    assert.match(
      mail!.headers['list-unsubscribe']!,
      /^<http:\/\/localhost:3000\/community\/no-mail\/[^>]+>$/,
    );
    assert.equal(mail!.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
    assert.match(mail!.headers['content-type']!, /multipart\/alternative/);
    assert.match(mail!.text, /Hello from post-1/);
    assert.doesNotMatch(mail!.text, /<script|spy\.example\/x\.png"/);
  });

  it('bundles what comes soon after, and comes in the language of its member', async () => {
    const otto = await joined('otto', { language: 'de' });
    await happens(otto);
    await mailed(otto);
    for (let n = 0; n < 3; n++) await happens(otto);
    assert.equal((await mailed(otto)).length, 1, 'not before the gap is over');
    await later();
    const mails = await mailed(otto);
    assert.equal(mails.length, 2);
    assert.match(mails[1]!.headers['subject']!, /3_Mal_Neues_f=C3=BCr_Sie/);
    assert.equal((await mailed(otto)).length, 2);
  });

  it('goes to nobody who did not prove his address, read it, has no wish for it, or was left nothing to read', async () => {
    const [claim, reader, quiet, late] = [
      await joined('claim', { isMailVerified: false }),
      await joined('reader'),
      await joined('quiet'),
      await joined('late'),
    ];
    await endMails(app, quiet.id, 'all');
    for (const one of [claim, reader, quiet]) await happens(one);
    await happens(reader, 'test.news');
    await app.db.query('update notifications set read_at = now() where member_id = $1', [reader.id]);
    await happens(late, 'test.answer', 'deleted-post');
    gone.add('deleted-post');
    for (const one of [claim, reader, quiet, late]) assert.deepEqual(await mailed(one), [], one.handle);
    assert.deepEqual(await statesOf(late), ['failed']);
    await saveChoices(app, quiet, new Map([['test.answer', { page: false, mail: 'now', push: false }]]));
    await happens(quiet);
    assert.equal((await mailed(quiet)).length, 1);
  });

  it('is never sent twice where the server had it all and the line broke, or the worker died after that', async () => {
    const lost = await joined('lost');
    await happens(lost);
    assert.equal((await mailed(lost)).length, 1);
    assert.deepEqual(await statesOf(lost), ['sent']);
    const died = await joined('died');
    await happens(died);
    await mailed(died);
    const [row] = await app.db.query<{ outId: string }>(
      'select out_id as "outId" from notification_mails where member_id = $1',
      [died.id],
    );
    const sender = sendersOf(app).get('community.mail')!;
    const [out] = await readOut(app, [row!.outId]);
    const back = () => sender.readBack(out!, stop.signal);
    assert.equal((await back()).state, 'present');
    await app.db.query('update notification_mails set handed_at = null where member_id = $1', [died.id]);
    assert.equal((await back()).state, 'absent', 'before the first byte it certainly did not leave');
  });

  it('stops where it comes back or nobody is there, until its member says otherwise; a complaint ends all', async () => {
    const [nobody, back, angry] = [await joined('nobody'), await joined('back'), await joined('angry')];
    for (const one of [nobody, back, angry]) await happens(one);
    assert.deepEqual(await mailed(nobody), []);
    assert.equal((await stopOf(app, nobody.mail))?.state, 'bounced');
    for (const one of [back, angry]) await mailed(one);
    const idOf = async ({ id }: Joined) =>
      (
        await app.db.query<{ id: string }>(
          'select message_id as id from notification_mails where member_id = $1',
          [id],
        )
      )[0]!.id;
    const at = new Date();
    const delivery = async (one: Joined, state: 'bounced' | 'delayed' | 'complained') =>
      noteMemberMailsBack(app, 'mail', [
        { externalId: await idOf(one), state, reason: 'No such user (5.1.1)', at },
      ]);
    await delivery(back, 'delayed');
    assert.equal(await stopOf(app, back.mail), undefined);
    await delivery(back, 'bounced');
    await noteMemberMailsBack(app, 'mail', [{ externalId: 'unknown@x', state: 'bounced', reason: '', at }]);
    await delivery(angry, 'complained');
    assert.equal((await stopOf(app, angry.mail.toUpperCase()))?.state, 'complained');
    assert.ok((await readChoices(app, angry.id)).every(({ channels }) => channels.mail === 'off'));
    await later();
    for (const one of [back, angry]) {
      const before = mailsTo(one).length;
      await happens(one);
      assert.equal((await mailed(one)).length, before);
    }
  });

  it('leaves no word of a member who left', async () => {
    const left = await joined('left');
    await happens(left);
    await mailed(left);
    const [sent] = await app.db.query<{ externalId: string }>(
      'select message_id as "externalId" from notification_mails where member_id = $1',
      [left.id],
    );
    await noteMemberMailsBack(app, 'mail', [{ ...sent!, state: 'bounced', reason: 'Gone', at: new Date() }]);
    assert.equal((await stopOf(app, left.mail))?.state, 'bounced');
    await app.db.transaction(() => notificationBelongings.erase(app, left.id, { keepsContent: true }));
    const rows = await app.db.query('select * from notification_mails where member_id = $1', [left.id]);
    assert.deepEqual(rows, []);
    assert.equal(await stopOf(app, left.mail), undefined);
  });
});

describe('a digest', () => {
  it('is made once for a period, has only what is not read, and is none where there is nothing to say', async () => {
    const [digger, silent, follower] = [
      await joined('digger'),
      await joined('silent'),
      await joined('follower'),
    ];
    const daily = { page: true, mail: 'daily' as const, push: false };
    for (const one of [digger, silent]) await saveChoices(app, one, new Map([['test.news', daily]]));
    for (const one of [silent, follower])
      await saveChoices(app, one, new Map([['notifications.best', daily]]));
    best.set(follower.id, ['A thread worth reading']);
    await happens(digger, 'test.news', 'news-1');
    await happens(digger, 'test.news', 'news-2');
    await app.db.query(`update notifications set read_at = now() where item = 'news-1'`);
    await Promise.all([1, 2, 3].map(() => makeMails(app, 'daily')));
    await makeMails(app, 'weekly');
    for (const one of [digger, silent, follower]) await settled(one);
    const [letter] = mailsTo(digger);
    assert.equal(letter!.headers['subject'], 'Your day in Lumora people');
    assert.ok(letter!.text.includes('news-2') && !letter!.text.includes('news-1'));
    assert.deepEqual([mailsTo(digger).length, mailsTo(silent).length, mailsTo(follower).length], [1, 0, 1]);
    assert.match(mailsTo(follower)[0]!.text, /A thread worth reading/);
    await happens(digger, 'test.news', 'news-3');
    await makeMails(app, 'daily');
    await settled(digger);
    assert.equal(mailsTo(digger).length, 1, 'the day has its digest');
  });

  it('comes also where that of another member cannot be made, and what is old news is in none', async () => {
    const [broken, fine, away] = [await joined('broken'), await joined('fine'), await joined('away')];
    const daily = { page: true, mail: 'daily' as const, push: false };
    for (const one of [broken, fine]) await saveChoices(app, one, new Map([['notifications.best', daily]]));
    await saveChoices(app, away, new Map([['test.news', daily]]));
    best.set(broken.id, ['breaks']);
    best.set(fine.id, ['Worth reading']);
    for (const item of ['news-old', 'news-new']) await happens(away, 'test.news', item);
    await app.db.query(`update notifications set at = now() - interval '9 days' where item = 'news-old'`);
    await assert.rejects(
      makeMails(app, 'daily'),
      /the best cannot be read/,
      'the failure is told to the job',
    );
    for (const one of [fine, away]) await settled(one);
    assert.deepEqual([mailsTo(broken).length, mailsTo(fine).length], [0, 1]);
    const [letter] = mailsTo(away);
    assert.ok(letter!.text.includes('news-new') && !letter!.text.includes('news-old'));
    best.delete(broken.id);
  });
});

describe('the link that ends mails', () => {
  it('shows a page, ends by one click without signing in, and is no use when changed', async () => {
    const ender = await joined('ender');
    await happens(ender);
    const [mail] = await mailed(ender);
    const link = /<([^>]+)>/
      .exec(mail!.headers['list-unsubscribe']!)![1]!
      .replace('http://localhost:3000', '');
    const stranger = test.browser();
    const channel = async () => (await readChoices(app, ender.id)).map(({ channels }) => channels.mail);
    assert.match(String((await stranger.get(link)).body), /End these mails\?/);
    assert.deepEqual(await channel(), ['now', 'off', 'off'], 'looking ends nothing');
    const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
    const changed = `${link.slice(0, -4)}AAAA`;
    assert.equal((await stranger.post(changed, 'List-Unsubscribe=One-Click', FORM)).status, 404);
    assert.equal((await stranger.get(`${link}%00`)).status, 404);
    assert.deepEqual(await channel(), ['now', 'off', 'off']);
    const ended = await stranger.post(link, 'List-Unsubscribe=One-Click', FORM);
    assert.equal(ended.status, 200);
    assert.deepEqual(await channel(), ['off', 'off', 'off']);
    const weekly = { page: true, mail: 'weekly' as const, push: true };
    await saveChoices(
      app,
      ender,
      new Map([
        ['test.news', weekly],
        ['test.unknown', weekly],
      ]),
    );
    await stranger.post(link, 'List-Unsubscribe=One-Click', FORM);
    assert.deepEqual(await channel(), ['off', 'weekly', 'off'], 'one click ends its own kind only');
    await stranger.post(link, 'what=all', FORM);
    assert.deepEqual(await channel(), ['off', 'off', 'off']);
    assert.equal((await readChoices(app, ender.id))[1]!.channels.push, true);
  });
});
