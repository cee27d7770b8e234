import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { systemActor } from '#platform/app/index.ts';
import { resume, suspend } from '#platform/outbox/index.ts';
import { putCalendar } from '#people/calendars/index.ts';
import { importArticles, readCentre, saveCentre } from '#respond/knowledge/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { closeChat, openChat } from '../../main/demo/chat.ts';
import { tablesWith } from '../../main/testing/tables.ts';
import { isAllowedPage, nearestLanguage } from './domain.ts';
import { readIdentity } from './identity.ts';
import { chatJobs } from './jobs.ts';
import { openStage, PAGE, signed, type Stage } from './testing/stage.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('rules that hold for everything', () => {
  it('a token with any letter changed is no token', () => {
    const token = signed('secret', { sub: 'c-17', exp: NOW.getTime() / 1000 + 60 });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters), (at, letter) => {
        if (token[at] === letter) return;
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        // The last letter of the proof holds bits that base64url passes over; the bytes are the same then.
        const isSame = (part: string) => Buffer.from(part, 'base64url').toString('hex');
        const [a, b] = [token, changed].map((one) => one.split('.'));
        if (
          b!.length === 3 &&
          a!.slice(0, 2).join() === b!.slice(0, 2).join() &&
          isSame(a![2]!) === isSame(b![2]!)
        )
          return;
        assert.throws(() => readIdentity(changed, ['secret'], NOW));
      }),
    );
  });

  it('a page is allowed by its origin, whatever else stands in its address', () => {
    const part = fc.stringMatching(/^[a-z0-9/?=&#@:%.-]{0,30}$/);
    fc.assert(
      fc.property(part, (rest) => {
        const url = `https://shop.example/${rest}`;
        if (URL.canParse(url))
          assert.ok(isAllowedPage(['https://shop.example'], 'https://care.example', url), url);
        const evil = `https://evil.example/${rest}`;
        if (URL.canParse(evil))
          assert.ok(!isAllowedPage(['https://shop.example'], 'https://care.example', evil));
      }),
    );
  });

  it('a language is always one that is spoken', () => {
    const spoken = ['en', 'pt-BR', 'de-AT', 'zh-Hant-TW'];
    fc.assert(
      fc.property(fc.string(), (wanted) => assert.ok(spoken.includes(nearestLanguage(spoken, wanted)))),
    );
  });
});

describe('settings of a chat', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  const config = async (id: string) => (await stage.browser().get(`/api/v1/chat/${id}?language=en`)).body;
  const put = (id: string, change: object) =>
    stage.owner
      .get('/api/v1/chat-widgets')
      .then(({ body }) => body.items.find((one: { id: string }) => one.id === id))
      .then((widget) => stage.owner.put(`/api/v1/chat-widgets/${id}`, { ...widget, ...change }));

  it('say whether anybody is there, and when', async () => {
    const never = Array.from({ length: 7 }, () => []);
    const always = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
    const week = { name: 'Chat hours', zone: 'Europe/Berlin', week: always, isStandard: false };
    const calendar = await putCalendar(stage.app, systemActor, week);
    const widget = await stage.make({ name: 'Hours', calendarId: calendar.id });
    assert.deepEqual([(await config(widget.id)).isOpen, (await config(widget.id)).opensAt], [true, null]);
    await putCalendar(stage.app, systemActor, { ...week, week: never }, calendar.id);
    await until('it is closed', async () => !(await config(widget.id)).isOpen);
    assert.equal((await config(widget.id)).opensAt, null, 'for good');
    const day = (new Date().getUTCDay() + 6) % 7;
    const tomorrow = never.map((_, at) => (at === (day + 2) % 7 ? [{ from: 480, to: 1020 }] : []));
    await putCalendar(stage.app, systemActor, { ...week, week: tomorrow }, calendar.id);
    await until('it opens some day', async () => (await config(widget.id)).opensAt !== null);
    assert.ok(Date.parse((await config(widget.id)).opensAt) > Date.now());
    const wrong = await put(widget.id, { calendarId: 'cal_00000000000000000000000000' });
    assert.equal(wrong.body.error.code, 'chat.calendar_unknown');
    const none = await put(widget.id, { mailAccountId: stage.widget.accountId });
    assert.equal(none.body.error.code, 'chat.mailbox_unknown', 'a chat is no mailbox');
  });

  it('take effect at once: name, off, other words', async () => {
    const widget = await stage.make({ name: 'Changing' });
    const changed = await put(widget.id, {
      name: 'Changed',
      texts: { ...widget.texts, en: { ...widget.texts['en'], title: 'New title' } },
    });
    assert.deepEqual([changed.status, changed.body.secret], [200, null], JSON.stringify(changed.body));
    assert.deepEqual(
      [(await config(widget.id)).name, (await config(widget.id)).texts.title],
      ['Changed', 'New title'],
    );
    const accounts = (await stage.owner.get('/api/v1/brand/accounts')).body.items as {
      id: string;
      handle: string;
    }[];
    assert.equal(accounts.find(({ id }) => id === widget.accountId)!.handle, 'Changed');
    assert.equal((await put(widget.id, { isOn: false })).status, 200);
    assert.equal((await config(widget.id)).error.code, 'chat.widget_off');
    const [{ steps }] = (await stage.app.db.query<{ steps: string[] }>(
      'select steps from brand_profile',
    )) as [{ steps: string[] }];
    assert.ok(!steps.includes('account'), 'a chat is no account that one signs in to');
  });

  it('offer articles first, count what they spared us, and what visitors thought', async () => {
    const widget = await stage.make({ name: 'Answers' });
    const line = {
      title: 'Why a lamp flickers',
      body: 'A loose bulb makes a lamp flicker. Tighten it.',
      isPublished: true,
    };
    await importArticles(stage.app, systemActor, { format: 'ndjson', text: JSON.stringify(line) });
    const ask = async (q: string) =>
      (await stage.browser().get(`/api/v1/chat/${widget.id}/answers?language=en&q=${encodeURIComponent(q)}`))
        .body;
    assert.deepEqual(await ask('my lamp flickers'), [], 'the help centre is closed');
    await saveCentre(stage.app, systemActor, { ...(await readCentre(stage.app)), isOpen: true });
    await until('it is found', async () => (await ask('my lamp flickers')).length > 0);
    const [article] = await ask('my lamp flickers');
    assert.equal(article.title, 'Why a lamp flickers');
    assert.match(article.url, /^http:\/\/localhost:3000\/help\/en\/why-a-lamp-flickers/);
    assert.deepEqual(await ask('x'), []);
    const visitor = await stage.visitor({}, widget);
    assert.equal((await visitor.post(`/answers/${article.id}/helped`, { language: 'en' })).status, 200);
    assert.equal((await visitor.post('/answers/article_unknown/helped')).status, 200);
    await visitor.say('It still flickers');
    await visitor.post('/rating', { score: 3 });
    const shown = (await stage.owner.get('/api/v1/chat-widgets')).body.items.find(
      ({ id }: { id: string }) => id === widget.id,
    );
    assert.deepEqual(shown.figures, { visits: 1, offline: 0, answersHelped: 1, rating: 3 });
    assert.equal((await config(widget.id)).waitMinutes, null, 'nothing is known of so few');
  });

  it('hold what is suspended, and let it go by a person’s word only', async () => {
    const visitor = await stage.visitor();
    await visitor.say('Is anybody allowed to answer?');
    const [row] = await stage.inbox();
    const suspension = await suspend(stage.app, systemActor, {
      scope: 'network',
      target: 'chat',
      reason: 'something is wrong',
    });
    const queued = await stage.reply(row!.id, 'Not now');
    const state = async () => (await stage.owner.get(`/api/v1/replies/${queued.body.id}`)).body.state;
    await until('it is held', async () => (await state()) === 'held');
    assert.equal((await visitor.texts()).length, 1);
    await resume(stage.app, systemActor, suspension.id);
    assert.equal(await state(), 'held', 'it does not leave by itself');
  });

  it('forget visits in which nothing was said, and no other', async () => {
    const [silent, spoken] = [await stage.visitor(), await stage.visitor()];
    await spoken.say('I was here');
    await stage.app.db.query(`update chat_visits set seen_at = now() - interval '2 days'`);
    await chatJobs(stage.app)['chat.tidy']!({}, new AbortController().signal);
    assert.equal((await silent.get('/messages')).status, 401);
    assert.deepEqual(await spoken.texts(), ['I was here']);
    await stage.app.db.query(`update chat_tokens set used_at = now() - interval '91 days'`);
    await chatJobs(stage.app)['chat.tidy']!({}, new AbortController().signal);
    assert.equal((await spoken.get('/messages')).status, 401, 'a key that nobody used for a season');
    const again = await stage.visitor({ token: spoken.token, page: PAGE });
    assert.deepEqual([again.begun.status, again.begun.body.messages], [200, []], 'and no error: a new visit');
  });

  it('of the sample company come and go with it', async () => {
    const staff = [{ ...systemActor, kind: 'user' as const, id: stage.owner.userId, name: 'Noor' }];
    await openChat(stage.app, staff);
    await until('its customer is answered', async () =>
      (await tablesWith(stage.app, 'you get 4.90 back')).includes('public.chat_messages'),
    );
    assert.ok((await stage.inbox()).some(({ excerpt }) => excerpt.includes('blinks red')));
    await openChat(stage.app, staff);
    const named = async () =>
      (await stage.owner.get('/api/v1/chat-widgets')).body.items.filter(
        ({ name }: { name: string }) => name === 'lumora.example',
      ).length;
    assert.equal(await named(), 1, 'once');
    await closeChat(stage.app, systemActor);
    assert.equal(await named(), 0);
    assert.ok(!(await stage.inbox()).some(({ excerpt }) => excerpt.includes('blinks red')));
    const left = (await tablesWith(stage.app, 'blinks red')).filter((name) => !/audit|refusals/.test(name));
    assert.deepEqual(left, []);
  });
});
