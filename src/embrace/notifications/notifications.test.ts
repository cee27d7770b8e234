import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import {
  addMember,
  addMemberPages,
  CLOSED,
  headerPartsPort,
  membersFeature,
  readMembers,
  saveCommunity,
} from '#people/members/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { signInMember } from '../../people/members/testing/sign-in.ts';
import { peopleIn } from './domain.ts';
import {
  addNotificationPages,
  bell,
  forgetAbout,
  newsFeed,
  type NoticeKind,
  noticeKindsPort,
  notificationBelongings,
  notificationsFeature,
  seenAbout,
  tell,
  type Told,
} from './index.ts';
import { readNews, countUnread } from './list/list.ts';

const answer: NoticeKind = {
  kind: 'test.answer',
  words: {
    en: { label: 'Answers', line: ({ by, title }) => `${by} answered “${title}”` },
    de: { label: 'Antworten', line: ({ by, title }) => `${by}: Antwort auf „${title}“` },
  },
  defaults: { page: true, mail: 'now' },
};
const silent: NoticeKind = { ...answer, kind: 'test.silent', defaults: { page: false, mail: 'off' } };

const test = await createTestServer(
  [filesFeature, membersFeature, notificationsFeature],
  {},
  async (app, server) => {
    await addMemberPages(app, server);
    await addNotificationPages(app, server);
  },
);
const { app } = test;
after(() => test.close());
app.provide(noticeKindsPort, [answer, silent]);
app.provide(headerPartsPort, [bell]);
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora', languages: ['en', 'de'] });

async function joined(handle: string) {
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle[0]!.toUpperCase() + handle.slice(1), language: 'en' }, {}),
  );
  const browser = test.browser();
  await signInMember(app, browser, member.id);
  return Object.assign(browser, { id: member.id, by: { id: member.id, name: member.displayName } });
}
const [maya, bob, cleo] = [await joined('maya'), await joined('bob'), await joined('cleo')];
const told = (key: string, more: Partial<Told> = {}): Told => ({
  to: [maya.id],
  kind: 'test.answer',
  key,
  about: { id: 'thr_1', title: 'The <b>router</b>', path: '/community/t/thr_1/router#post-2' },
  by: bob.by,
  ...more,
});
const linesOf = async (id: string, language = 'en') =>
  (await readNews(app, id, { shown: 'all', after: null, language })).lines;

describe('what a member is told', () => {
  it('is told once for each key, also by many at the same moment, and never to who did it', async () => {
    const heard = await Promise.all(
      Array.from({ length: 12 }, () =>
        tell(app, told('reply:1', { to: [maya.id, maya.id, bob.id, cleo.id] })),
      ),
    );
    assert.deepEqual(heard.flat().toSorted(), [maya.id, cleo.id].toSorted());
    assert.deepEqual(
      (await linesOf(maya.id)).map(({ text }) => text),
      ['Bob answered “The <b>router</b>”'],
    );
    assert.deepEqual(await linesOf(bob.id), []);
    assert.match((await linesOf(maya.id, 'de-AT'))[0]!.text, /^Bob: Antwort/);
  });

  it('is nothing where the transaction fails, and can be told afterwards', async () => {
    const failing = app.db.transaction(async () => {
      await tell(app, told('reply:2'));
      throw new Error('the power is gone');
    });
    await assert.rejects(failing, /power/);
    assert.equal((await linesOf(maya.id)).length, 1);
    assert.deepEqual(await tell(app, told('reply:2')), [maya.id]);
  });

  it('is no word from somebody who was blocked, and none for who is suspended or gone', async () => {
    const [deaf, out, gone] = [await joined('deaf'), await joined('outer'), await joined('gone')];
    await app.db.query('insert into member_blocks (member_id, blocked_id) values ($1, $2)', [
      deaf.id,
      bob.id,
    ]);
    await app.db.query(`update members set state = 'suspended' where id = $1`, [out.id]);
    await app.db.query(`update members set state = 'erased' where id = $1`, [gone.id]);
    const to = [deaf.id, out.id, gone.id, 'mem_nobody'];
    assert.deepEqual(await tell(app, told('reply:3', { to })), []);
    assert.deepEqual(await tell(app, told('reply:4', { to, by: cleo.by })), [deaf.id]);
    await assert.rejects(tell(app, told('x', { kind: 'test.unknown' })), /no kind of notification/);
    assert.deepEqual(await tell(app, told('reply:5', { kind: 'test.silent' })), []);
  });

  it('is one line for many of a bundle until it is read, with all the people counted once', async () => {
    const reader = await joined('reader');
    const crowd = [maya, bob, cleo];
    const each = (n: number) =>
      tell(app, told(`like:${n}`, { to: [reader.id], bundle: 'like:post', by: crowd[n % 3]!.by }));
    await Promise.all(Array.from({ length: 9 }, (_, n) => each(n)));
    const [line, ...more] = await linesOf(reader.id);
    assert.equal(more.length, 0);
    assert.match(line!.text, /^(Maya|Bob|Cleo) and 2 others answered/);
    await seenAbout(app, { id: reader.id }, 'thr_1');
    await each(10);
    assert.deepEqual(
      (await linesOf(reader.id)).map(({ isRead }) => isRead),
      [false, true],
    );
    await forgetAbout(app, ['thr_1']);
    assert.deepEqual(await linesOf(reader.id), []);
    await each(3);
    assert.deepEqual(await linesOf(reader.id), [], 'a key is told once, also after it was forgotten');
  });

  it('names people in words', () => {
    const cases = [
      [[], 0, 'en', ''],
      [['Maya'], 1, 'en', 'Maya'],
      [['Maya', 'Bob'], 2, 'en', 'Maya and Bob'],
      [['Maya'], 2, 'en', 'Maya and one other'],
      [['Maya', 'Bob'], 5, 'de', 'Maya und 4 andere'],
      [['Maya'], 2, 'de-CH', 'Maya und eine andere Person'],
    ] as const;
    for (const [names, people, language, words] of cases)
      assert.equal(peopleIn(names, people, language), words);
  });
});

const PAGE = '/community/me/notifications';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what is kept of a member', () => {
  it('goes with him, and others no longer read of him', async () => {
    const [leaver, reader] = [await joined('leaver'), await joined('keeper')];
    await tell(app, told('left:1', { to: [reader.id], by: leaver.by, bundle: 'both' }));
    await tell(app, told('left:2', { to: [reader.id], by: bob.by, bundle: 'both' }));
    await tell(app, told('left:3', { to: [reader.id], by: leaver.by }));
    await tell(app, told('left:4', { to: [leaver.id] }));
    assert.match(JSON.stringify(await notificationBelongings.exportOf(app, leaver.id)), /test\.answer/);
    await app.db.transaction(() => notificationBelongings.erase(app, leaver.id, { keepsContent: true }));
    assert.deepEqual(
      (await linesOf(reader.id)).map(({ text }) => text.split(' ')[0]),
      ['Bob'],
    );
    assert.deepEqual(await notificationBelongings.exportOf(app, leaver.id), {
      told: [],
      choices: [],
      mails: [],
      answers: [],
      devices: [],
    });
    const all = JSON.stringify(await app.db.query('select * from notifications'));
    assert.ok(!all.includes(leaver.id));
  });

  it('is in his private feed, in his language', async () => {
    await tell(app, told('feed:1'));
    const [entry] = await newsFeed(app, {
      ...(await readMembers(app, [maya.id])).get(maya.id)!,
      language: 'de',
    });
    assert.match(entry!.title, /Antwort auf/);
    assert.match(entry!.url, /^http:\/\/localhost:3000\/community\/t\//);
  });
});

describe('the page of what a member was told', () => {
  it('sends strangers to sign in, and shows members the bell, the list, and nothing of others', async () => {
    const stranger = await test.browser().get(PAGE);
    assert.deepEqual(
      [stranger.status, stranger.headers['location']],
      [303, `/community/sign-in?back=${encodeURIComponent(PAGE)}`],
    );
    const reader = await joined('lister');
    for (let n = 0; n < 33; n++) await tell(app, told(`list:${n}`, { to: [reader.id] }));
    const page = await reader.get(PAGE);
    const html = String(page.body);
    assert.equal(page.headers['cache-control'], 'private, no-store');
    assert.match(html, /aria-label="Notifications, 33 not read"/);
    assert.ok(/The &[^;]+;b/.test(html) && !html.includes('<b>router'));
    assert.equal(html.match(/datetime=/g)!.length, 30);
    const next = /href="(\/community\/me\/notifications\?shown=unread[^"]+)"/
      .exec(html)![1]!
      .replaceAll('&#38;', '&');
    assert.equal(String((await reader.get(next)).body).match(/datetime=/g)!.length, 3);
    const [line] = await linesOf(reader.id);
    const foreign = await maya.get(`${PAGE}/${line!.id}`);
    assert.equal(foreign.headers['location'], PAGE);
    const followed = await reader.get(`${PAGE}/${line!.id}`);
    assert.equal(followed.headers['location'], '/community/t/thr_1/router#post-2');
    assert.equal(await countUnread(app, reader.id), 32);
    for (const odd of ['%00', 'ntf_%00', 'x'.repeat(3000), '..%2f..'])
      assert.notEqual((await reader.get(`${PAGE}/${odd}`)).status, 500);
    for (const odd of ['before=2026-99-01T00:00:00.000Z&id=x', 'shown=%00', 'before=%00&id=%00'])
      assert.equal((await reader.get(`${PAGE}?${odd}`)).status, 200);
  });

  it('marks one or all as read by forms that only its member can send', async () => {
    const reader = await joined('marker');
    await tell(app, told('mark:1', { to: [reader.id], bundle: 'b' }));
    await tell(app, told('mark:2', { to: [reader.id] }));
    const html = String((await reader.get(PAGE)).body);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!;
    const proof = hidden('proof');
    const send = (by: typeof reader, fields: Record<string, string>) =>
      by.post(PAGE, new URLSearchParams({ proof, ...fields }).toString(), FORM);
    const [, older] = await linesOf(reader.id);
    assert.match(String((await send(maya, { act: 'all', until: hidden('until') })).body), /form was too old/);
    assert.equal((await send(reader, { act: 'read', id: older!.id })).status, 303);
    assert.equal(await countUnread(app, reader.id), 1);
    await send(reader, { act: 'unread', id: older!.id });
    assert.equal(await countUnread(app, reader.id), 2);
    await tell(app, told('mark:3', { to: [reader.id] }));
    await send(reader, { act: 'all', until: hidden('until') });
    assert.equal(await countUnread(app, reader.id), 1, 'what came since the page was read is not read');
    await tell(app, told('mark:4', { to: [reader.id], bundle: 'b' }));
    await send(reader, { act: 'unread', id: older!.id });
    assert.equal(await countUnread(app, reader.id), 2, 'two of a bundle cannot both be unread');
    for (const id of ['\0', "'", 'ntf_']) assert.equal((await send(reader, { act: 'read', id })).status, 303);
  });
});

/** A page of a member that listens. */
async function listening(url: string, by?: typeof maya) {
  const stop = new AbortController();
  const cookie = [...(by?.jar ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(url, { headers: { cookie }, signal: stop.signal });
  const heard = { status: answer.status, text: '', isOpen: true, close: () => stop.abort() };
  const read = async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) heard.text += chunk;
  };
  void read()
    .catch(() => undefined)
    .finally(() => (heard.isOpen = false));
  return heard;
}
const figuresIn = ({ text }: { text: string }) =>
  [...text.matchAll(/^data: \{"count":(\d+)\}$/gm)].map(([, count]) => Number(count));

describe('the bell of an open page', () => {
  it('hears how much is not read as it changes, the last figure last, of its own member, until the process stops', async () => {
    const url = `${await test.server.listen({ port: 0, host: '127.0.0.1' })}${PAGE}/live`;
    const [one, other] = [await joined('ringer'), await joined('quiet')];
    assert.equal((await listening(url)).status, 401);
    assert.equal((await listening(`${url}?x`, one)).status, 200, 'another open page');
    const [bellOfOne, bellOfOther] = [await listening(url, one), await listening(url, other)];
    await until('both know where they stand', () =>
      [bellOfOne, bellOfOther].every((bell) => figuresIn(bell).length === 1),
    );
    await Promise.all(Array.from({ length: 20 }, (_, n) => tell(app, told(`bell:${n}`, { to: [one.id] }))));
    await until('all of it is told', () => figuresIn(bellOfOne).at(-1) === 20);
    assert.deepEqual(
      figuresIn(bellOfOne),
      figuresIn(bellOfOne).toSorted((a, b) => a - b),
    );
    await seenAbout(app, { id: one.id }, 'thr_1');
    await until('what was read is told', () => figuresIn(bellOfOne).at(-1) === 0);
    assert.deepEqual(figuresIn(bellOfOther), [0]);
    for (let open = 2; open < 8; open++) assert.equal((await listening(url, one)).status, 200);
    assert.equal((await listening(url, one)).status, 503);
    bellOfOne.close();
    const again = async () => (await listening(url, one)).status === 200;
    await until('who closes a page may open another one', again);
    const cookie = [...one.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const head = await fetch(url, { method: 'HEAD', headers: { cookie } });
    assert.deepEqual(
      [head.status, head.headers.get('content-type')],
      [200, 'text/event-stream; charset=utf-8'],
    );
    const stop = new AbortController();
    const running = await notificationsFeature.services![0]!.start(app, stop.signal);
    stop.abort();
    await running!.stopped();
    await until('the page is let go', () => !bellOfOther.isOpen);
  });
});
