import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { Dispatcher, resume, suspend } from '#platform/outbox/index.ts';
import { connectorsPort, type InboundPost } from '#connectors/kit/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { putCalendar } from '#people/calendars/index.ts';
import { joinByDecision } from '#people/persons/index.ts';
import {
  automaticPostsPort,
  changeConversations,
  conversationRepliesPort,
  findConversations,
  inboxFeature,
  inboxObserver,
  listInbox,
  readConversation,
  tellFollowers,
} from '#respond/inbox/index.ts';
import {
  automaticPosts,
  forgetReplies,
  listConversationReplies,
  queueReply,
  registerReplySenders,
  replyChecksPort,
} from '#respond/replies/index.ts';
import { FakeReplies, receiptOf } from '#respond/replies/testing/fake-replies.ts';
import { BRAND, say, under, uri } from '#respond/inbox/testing/company.ts';
import { readRules, routingFeature, ruleInput, saveRule } from '#respond/routing/index.ts';
import { routeNext } from '#respond/routing/engine/route.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { answerNext } from './answer.ts';
import { outOfHoursFeature } from './index.ts';
import { channelSetting } from './schema.ts';
import { queueSaid } from './store.ts';

const network = new FakeReplies();
network.connector.preflight = (text) => ({
  verdict: text.length > 200 ? 'too-long' : 'allowed',
  length: text.length,
  maxLength: 200,
  facets: [],
});
const made = await createTestServer([inboxFeature, routingFeature, outOfHoursFeature]);
const { app } = made;
app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
app.provide(postObserverPort, inboxObserver);
app.provide(automaticPostsPort, automaticPosts);
app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
app.provide(connectorsPort, {
  sources: new Map(),
  replies: new Map([['bluesky', network.connector]]),
  profiles: new Map(),
  lineParsers: new Map(),
});
registerReplySenders(app);
const stopping = new AbortController();
const limits = { maxAttempts: 10, maxChecks: 1, retryMs: 10, maxAgeMs: 1e9 };
const dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 20, limits });
const owner = await made.staff('owner');
const boss: Actor = { ...systemActor, kind: 'user', id: owner.userId, name: 'Bo', role: 'owner' };
after(async () => {
  stopping.abort();
  await dispatcher.stopped();
  await made.close();
});

const DAY = 86_400_000;
const weekdayIn = (days: number) => (new Date(Date.now() + days * DAY).getUTCDay() + 6) % 7;
const openOn = (days: readonly number[]) =>
  Array.from({ length: 7 }, (_, day) =>
    days.some((ahead) => weekdayIn(ahead) === day) ? [{ from: 0, to: 1440 }] : [],
  );
/** Opens in two days, whatever the hour of this test; the other is open now. */
const calendar = (name: string, week: { from: number; to: number }[][]) =>
  putCalendar(app, systemActor, { name, zone: 'UTC', week, isStandard: false });
const closed = (await calendar('Closed', openOn([2]))).id;
const open = (await calendar('Open', openOn([0, 1, 2, 3, 4, 5, 6]))).id;
const accountId = (
  await connectAccount(app, boss, { network: 'bluesky', identifier: 'acme.example', password: 'x' })
).id;

const texts = [
  { language: 'en', body: 'Hi {{customer.first_name|there}}, we are back {{back}}.' },
  { language: 'de', body: 'Wir sind {{back}} wieder da.' },
];
const put = (settings: readonly object[]) => owner.put('/api/v1/out-of-hours/settings', { settings });
const on = (more: object = {}) =>
  channelSetting.parse({ network: 'bluesky', texts, calendarId: closed, ...more });

let customers = 0;
const somebody = () => `did:plc:o${customers++}`;
async function settle() {
  while (await tellFollowers(app));
  while (await routeNext(app));
  // The time in which rules come first is not waited for.
  await app.db.query('update out_of_hours_queue set due_at = now()');
  while (await answerNext(app));
}
async function hear(
  author: string,
  text: string,
  more: Partial<InboundPost> & { minutesAgo?: number } = {},
  rkey = '1',
) {
  const post = say(author, rkey, text, { visibility: 'private', minutesAgo: 1, ...more });
  await takeIn(app, { sourceId: null, items: [post] });
  await settle();
  return idOf(author);
}
async function idOf(author: string) {
  const { items } = await listInbox(app, boss, { status: 'any', sort: 'newest', limit: 200 });
  return items.find((row) => row.author.externalId === author)!.id;
}
/** Somebody says something, which is heard and not decided yet. */
async function write(text: string) {
  const author = somebody();
  const post = say(author, '1', text, { visibility: 'private', minutesAgo: 1 });
  await takeIn(app, { sourceId: null, items: [post] });
  while (await tellFollowers(app));
  return idOf(author);
}
const detail = (id: string) => readConversation(app, boss, id);
const refused = async () =>
  (await owner.get('/api/v1/out-of-hours/settings')).body.figures.refused as { why: string; count: number }[];
async function answersOf(id: string) {
  return (await detail(id)).replies.filter(({ isAutomatic }) => isAutomatic);
}
async function sent(id: string) {
  await until('it is sent', async () => (await answersOf(id)).every(({ state }) => state === 'sent'));
  return answersOf(id);
}

describe('an automatic answer', () => {
  before(async () => assert.equal((await put([on()])).status, 204));

  it('says once when we are back, and leaves the conversation as it is', async () => {
    const author = somebody();
    const id = await hear(author, 'Is anybody there?', { langs: ['de'] });
    const [answer, ...more] = await sent(id);
    assert.deepEqual(more, []);
    assert.match(answer!.text, /^Wir sind \p{L}+, .+ um 0?0:00.* wieder da\.$/u);
    const row = await detail(id);
    assert.equal(row.status, 'open');
    assert.equal(row.isUnread, true);
    assert.notEqual(row.waitingSince, null, 'the customer waits for a person still');
    assert.equal(row.outgoing, 'none');
    const lines = row.activity.map(({ text }) => text);
    assert.ok(
      lines.includes('Rapport answered automatically: out of hours, as is set for bluesky'),
      lines.join('\n'),
    );
    assert.ok(!lines.some((line) => line.includes('outside Rapport')));
    assert.ok(
      row.thread.some(({ isOwn, text }) => isOwn && text === answer!.text),
      'it stands in the thread',
    );
    const [{ answeredAt } = { answeredAt: undefined }] = await findConversations(app, [id]);
    assert.equal(answeredAt, null, 'no news of an answer: promises, fairness and reports hear nothing');
    await hear(author, 'Hello?', under(uri(author, '1')), '2');
    assert.equal((await answersOf(id)).length, 1, 'once in a closed period');
  });

  it('does not count when the network brings our post before its receipt is known, nor afterwards', async () => {
    const author = somebody();
    const tries = network.sends;
    network.mishap = 'request-lost';
    const id = await hear(author, 'Hello');
    await until('it was tried', async () => network.sends > tries);
    const [answer] = await answersOf(id);
    const copy = (key: string): InboundPost => ({
      ...say(BRAND, key, answer!.text, { visibility: 'private', minutesAgo: 0, ...under(uri(author, '1')) }),
    });
    await takeIn(app, { sourceId: null, items: [copy('early')] });
    assert.notEqual((await detail(id)).waitingSince, null, 'the words of what is on its way');
    network.mishap = 'none';
    const [done] = await sent(id);
    const key = done!.receipt!.externalId.split('/').at(-1)!;
    await takeIn(app, { sourceId: null, items: [{ ...copy(key), version: Date.now() * 2000 }] });
    assert.notEqual((await detail(id)).waitingSince, null, 'the network’s copy of it');
    // The same words by a person, afterwards, are an answer.
    await takeIn(app, { sourceId: null, items: [copy('person')] });
    assert.equal((await detail(id)).waitingSince, null);
    assert.ok(receiptOf(network.standing.get(key)!.reply).externalId.endsWith(key));
    assert.equal(network.standing.get(key)!.reply.isAutomatic, true);
  });

  it('comes from no two workers, however often it is asked for', async () => {
    const id = await write('Hi');
    await app.db.query('update out_of_hours_queue set due_at = now()');
    await Promise.all(Array.from({ length: 6 }, () => answerNext(app)));
    const [post] = (await detail(id)).thread;
    const again = { conversationId: id, postId: post!.id, saidAt: new Date() };
    await Promise.all([1, 2].map(() => queueSaid(app, [again], 0)));
    await Promise.all(Array.from({ length: 6 }, () => answerNext(app)));
    assert.equal((await answersOf(id)).length, 1);
  });

  it('goes to nobody twice a day, whatever accounts a person has', async () => {
    const [first, second, third] = [somebody(), somebody(), somebody()];
    const one = await hear(first, 'Hello');
    assert.equal((await answersOf(await hear(second, 'unrelated'))).length, 1);
    const hi = say(third, '1', 'Hi', { visibility: 'private', minutesAgo: 1 });
    await takeIn(app, { sourceId: null, items: [hi] });
    const ids = await app.db.query<{ id: string }>(
      'select id from accounts where external_id = any($1) order by external_id = $2',
      [[first, third], third],
    );
    const [a, c] = ids.map(({ id }) => id);
    await joinByDecision(app, boss, { accountIds: [a!, c!], leadAccountId: a!, reason: 'They said so' });
    await settle();
    assert.deepEqual(await answersOf(await idOf(third)), [], 'the same person under another name');
    await hear(first, 'a new thread', {}, 'n');
    const fresh = await idOf(first);
    assert.notEqual(fresh, one);
    assert.deepEqual(await answersOf(fresh), []);
    assert.ok((await refused()).some(({ why }) => why.includes('within a day')));
  });

  it('is not given to machines, in public, late, while we are open, nor where somebody has answered', async () => {
    const machine = await hear(somebody(), 'I am away', {
      remarks: [{ kind: 'automatic', text: 'A machine.' }],
    });
    const loud = await hear(somebody(), 'Everybody can read this', { visibility: 'public' });
    const late = await hear(somebody(), 'Old mail', { minutesAgo: 90 });
    await put([on({ calendarId: open })]);
    const awake = await hear(somebody(), 'Good morning');
    await put([on({ isOn: false })]);
    const off = await hear(somebody(), 'Anybody?');
    await put([on()]);
    for (const id of [machine, loud, late, awake, off]) assert.deepEqual(await answersOf(id), []);
    const id = await write('Quick one');
    await changeConversations(app, boss, [id], { status: 'done' });
    await settle();
    assert.deepEqual(await answersOf(id), []);
    const whys = new Set((await refused()).map(({ why }) => why));
    for (const why of ['A machine or a mailing list wrote it.', 'It was said in public.'])
      assert.ok(whys.has(why), why);
    await put([on({ inPublic: true })]);
    assert.equal(
      (await answersOf(await hear(somebody(), 'Loud and wanted', { visibility: 'public' }))).length,
      1,
    );
    await put([on()]);
  });

  it('hides no trouble with a person’s reply, and a person’s reply counts as ever', async () => {
    const id = await hear(somebody(), 'Please help');
    await sent(id);
    const { thread } = await detail(id);
    const wish = { postId: thread[0]!.id, accountId, thenStatus: 'waiting', isConfirmed: true } as const;
    await queueReply(app, boss, id, { ...wish, text: 'Here I am', idempotencyKey: 'person-1' });
    await until('a person answered', async () => (await detail(id)).waitingSince === null);
    assert.equal((await detail(id)).status, 'waiting');
  });

  it('is held by the switch for a decision, and fails without calling anybody', async () => {
    const suspension = await suspend(app, boss, { scope: 'everything', target: null, reason: 'crisis' });
    const id = await hear(somebody(), 'Held?');
    await until('it is held', async () => (await answersOf(id))[0]?.state === 'held');
    assert.equal((await detail(id)).outgoing, 'none');
    await resume(app, boss, suspension.id);
    network.mishap = 'refused';
    const failing = await hear(somebody(), 'Fails?');
    await until('it failed', async () => (await answersOf(failing))[0]?.state === 'failed');
    network.mishap = 'none';
    const row = await detail(failing);
    assert.deepEqual([row.outgoing, row.status], ['none', 'open']);
  });

  it('obeys what is asked of every reply, and says why it did not leave', async () => {
    app.provide(replyChecksPort, [
      {
        name: 'voice',
        check: async () => [{ code: 'voice.never', text: 'Never say that.', permission: 'voice.override' }],
      },
    ]);
    const id = await hear(somebody(), 'Objected?');
    app.provide(replyChecksPort, []);
    assert.deepEqual(await answersOf(id), []);
    await put([on({ texts: [{ language: 'en', body: `${'x'.repeat(220)} {{back}}` }] })]);
    assert.deepEqual(await answersOf(await hear(somebody(), 'Too long?')), []);
    await put([on({ texts: [{ language: 'en', body: 'Case {{case.number}}' }] })]);
    assert.deepEqual(await answersOf(await hear(somebody(), 'A gap?')), []);
    await put([on()]);
    const whys = (await refused()).map(({ why }) => why).join('\n');
    assert.match(whys, /Never say that/);
    assert.match(whys, /200/);
    assert.match(whys, /\{\{case\.number\}\}/);
  });
});

describe('the queue of what was said', () => {
  const due = async () => (await app.db.query('select from out_of_hours_queue')).length;
  it('holds nothing of channels that have no setting, or one that is off', async () => {
    for (const settings of [[on({ network: 'mail' })], [on({ isOn: false }), on({ network: 'chat' })]]) {
      await put(settings);
      await write('Nobody is set to answer here');
      assert.equal(await due(), 0);
    }
    await put([on()]);
  });

  it('goes on behind what cannot be decided, which is tried again later', async () => {
    const broken = await write('Breaks');
    await app.db.query(`update out_of_hours_queue set due_at = now() - interval '1 hour'`);
    const fine = await write('Fine');
    await app.db.query(`update out_of_hours_queue set due_at = now() where conversation_id = $1`, [fine]);
    const check = async () => {
      throw new Error('the disk is full');
    };
    app.provide(replyChecksPort, [{ name: 'broken', check }]);
    await assert.rejects(answerNext(app), /disk is full/);
    app.provide(replyChecksPort, []);
    await answerNext(app);
    assert.equal((await answersOf(fine)).length, 1);
    assert.equal(await answerNext(app), false, 'not at once');
    assert.equal(await due(), 1, 'it is kept');
    await settle();
    assert.equal((await answersOf(broken)).length, 1);
  });
});

describe('a rule that answers', () => {
  it('comes before the setting, says which it was, and is asked at every word', async () => {
    const { revision } = await readRules(app);
    const rule = ruleInput.parse({
      name: 'Night',
      isActive: true,
      when: { version: 1, when: { all: [{ fact: 'words', op: 'matches', value: 'router' }] } },
      actions: {
        answer: { texts: [{ language: 'en', body: 'Try it off and on. {{back}}' }], calendarId: closed },
      },
    });
    await saveRule(app, boss, revision, rule);
    const author = somebody();
    await put([]);
    const id = await hear(author, 'hello');
    assert.deepEqual(await answersOf(id), [], 'no rule, no setting');
    await put([on()]);
    await hear(author, 'my router is dead', under(uri(author, '1')), '2');
    const [answer] = await sent(id);
    assert.match(answer!.text, /^Try it off and on\./);
    const lines = (await detail(id)).activity.map(({ text }) => text);
    assert.ok(
      lines.includes('Routing answered automatically: out of hours, by rule ‘Night’'),
      lines.join('\n'),
    );
    assert.equal((await detail(id)).status, 'open');
    const run = await owner.post('/api/v1/routing/dry-run', { withDrafts: true });
    assert.equal(run.status, 200);
    assert.ok(run.body.answered >= 1 && run.body.answered <= run.body.checked, String(run.body.answered));
    const wrong = {
      ...rule,
      actions: { ...rule.actions, answer: { ...rule.actions.answer!, calendarId: 'cal_gone' } },
    };
    await assert.rejects(saveRule(app, boss, revision + 1, wrong), /calendar is not there/);
  });
});

describe('its settings', () => {
  it('are kept whole, refuse what could never be said, and are not everybody’s to change', async () => {
    const english = texts.slice(0, 1);
    const cases: [object[], string][] = [
      [[on(), on()], 'out-of-hours.double'],
      [[on({ texts: [...english, ...english] })], 'out-of-hours.language_double'],
      [[on({ texts: [{ language: 'en', body: '{{bakc}}' }] })], 'out-of-hours.unknown_variable'],
      [[{ ...on(), calendarId: 'cal_gone' }], 'out-of-hours.calendar_unknown'],
    ];
    for (const [settings, code] of cases) assert.equal((await put(settings)).body.error.code, code);
    assert.equal((await put([{ ...on(), texts: [] }])).status, 400);
    const strange = { ...on(), texts: [{ language: 'en-12', body: 'No clock can say {{back}} in it' }] };
    assert.equal((await put([strange])).status, 400);
    const agent = await made.staff('agent');
    assert.equal((await agent.put('/api/v1/out-of-hours/settings', { settings: [] })).status, 403);
    const kept = (await agent.get('/api/v1/out-of-hours/settings')).body;
    assert.deepEqual(kept.settings, [on()]);
    assert.ok(kept.figures.answered > 5);
  });

  it('can be looked at before they are saved', async () => {
    const { body } = await owner.post('/api/v1/out-of-hours/preview', {
      answer: {
        texts: [...texts, { language: 'fr', body: `${'x'.repeat(200)}{{case.number}}` }],
        calendarId: closed,
      },
      network: 'bluesky',
    });
    assert.deepEqual([body.isOpen, body.zone], [false, 'UTC']);
    assert.match(body.texts[0].text, /^Hi Maya, we are back .+ UTC\.$/);
    assert.deepEqual(body.texts[2].tooLongFor, ['bluesky']);
    assert.ok(body.answered > 5 && body.answered < body.checked, `${body.answered} of ${body.checked}`);
    const awake = await owner.post('/api/v1/out-of-hours/preview', { answer: { texts, calendarId: open } });
    assert.deepEqual([awake.body.isOpen, awake.body.answered], [true, 0]);
  });
});
