import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import {
  changeConversations,
  conversationRepliesPort,
  listInbox,
  readConversation,
} from '#respond/inbox/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { accountRefused, accountWorks } from '#people/brand/service/standing.ts';
import { until } from '../../../test/helpers/app.ts';
import { BRAND, type Company, openCompany, say, under, uri } from '../inbox/testing/company.ts';
import {
  cancelReply,
  confirmReplyAbsent,
  confirmReplySent,
  forgetReplies,
  listConversationReplies,
  listReplies,
  registerReplySenders,
  releaseReplies,
  preflightReply,
  queueReply,
  readReply,
  removeReply,
  replyChecksPort,
  type ReplyObjection,
  type ReplyWish,
  retryReply,
} from './index.ts';
import { FakeReplies } from './testing/fake-replies.ts';

let company: Company;
let ana: Actor;
let ben: Actor;
let accountId: string;
const network = new FakeReplies();
const stopping = new AbortController();
let dispatcher: Dispatcher;

before(async () => {
  company = await openCompany();
  const { app } = company;
  ana = await company.agent('Ana', 'owner');
  ben = await company.agent('Ben');
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', network.connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  app.provide(conversationRepliesPort, { list: listConversationReplies, forget: forgetReplies });
  registerReplySenders(app);
  accountId = (
    await connectAccount(app, ana, { network: 'bluesky', identifier: 'acme.example', password: 'secret' })
  ).id;
  const limits = { maxAttempts: 4, maxChecks: 2, retryMs: 10, maxAgeMs: 1e9 };
  dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50, limits });
});
beforeEach(() => {
  network.mishap = 'none';
});
after(async () => {
  stopping.abort();
  await dispatcher.stopped();
  await company.close();
});

let count = 0;

/** A customer who waits, with the post to answer. */
async function customer() {
  const author = `did:plc:r${count++}`;
  await company.hear(
    say(author, '1', 'acme?', { revision: 'cid-1' }),
    say(author, '2', 'acme hello?', { minutesAgo: 5, revision: 'cid-2', ...under(uri(author, '1')) }),
  );
  const { items } = await listInbox(company.app, ana, { status: 'any', sort: 'newest', limit: 200 });
  const { id } = items.find((row) => row.author.externalId === author)!;
  const detail = () => readConversation(company.app, ana, id);
  const postId = (await detail()).thread.at(-1)!.id;
  const answer = (text: string, more: Partial<ReplyWish> = {}, actor = ana) =>
    queueReply(company.app, actor, id, {
      text,
      postId,
      accountId,
      idempotencyKey: `key-${count++}`,
      thenStatus: 'waiting',
      isConfirmed: false,
      ...more,
    });
  return { author, id, postId, detail, answer };
}
const reaches = (id: string, state: string) =>
  until(`reply is ${state}`, async () => (await readReply(company.app, id)).state === state);

test('a reply leaves at once into the right thread and shows there with its receipt', async () => {
  const { author, detail, answer } = await customer();
  const told: string[] = [];
  const off = company.app.bus.on('reply.changed', ({ state }) => void told.push(state));
  const queued = await answer('We are on it');
  assert.ok(['ready', 'sending', 'sent'].includes(queued.state), queued.state);
  await reaches(queued.id, 'sent');
  const sent = await readReply(company.app, queued.id);
  assert.deepEqual(sent.answers?.text, 'acme hello?', 'says which post it answers');
  assert.match(sent.receipt!.url!, /^https:\/\/bsky\.example\//);
  const { reply } = network.standing.get(sent.receipt!.externalId.split('/').at(-1)!)!;
  assert.deepEqual(reply.target, {
    externalId: uri(author, '2'),
    revision: 'cid-2',
    rootExternalId: uri(author, '1'),
    rootRevision: 'cid-1',
  });
  const shown = await detail();
  assert.deepEqual(
    shown.thread.map((post) => [post.text, post.isOwn]),
    [
      ['acme?', false],
      ['acme hello?', false],
      ['We are on it', true],
    ],
  );
  assert.deepEqual([shown.status, shown.waitingSince, shown.outgoing], ['waiting', null, 'none']);
  assert.deepEqual(
    shown.replies.map((one) => one.state),
    ['sent'],
  );
  assert.ok(
    shown.activity.some((line) => line.action === 'reply.sent') &&
      !shown.activity.some((line) => line.action === 'answered-elsewhere'),
  );
  await until('browsers hear of it', () => told.includes('sent'));
  off();
});

test("the network's own copy takes the place of ours, nothing doubles", async () => {
  const { author, detail, answer } = await customer();
  const { id } = await answer('Copy of mine');
  await reaches(id, 'sent');
  const { externalId } = (await readReply(company.app, id)).receipt!;
  const copy = say(BRAND, externalId.split('/').at(-1)!, 'Copy of mine', {
    minutesAgo: 0,
    ...under(uri(author, '1'), uri(author, '2')),
  });
  await company.hear({ ...copy, version: Date.now() * 1000 + 5 });
  const own = (await detail()).thread.filter((post) => post.isOwn);
  assert.deepEqual(
    own.map((post) => post.externalId),
    [externalId],
  );
  assert.equal((await detail()).status, 'waiting');
});

test('the same request again is the same reply', async () => {
  const { answer } = await customer();
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => answer('Only once', { idempotencyKey: 'one-and-only' })),
  );
  assert.equal(new Set(replies.map((reply) => reply.id)).size, 1);
  await reaches(replies[0]!.id, 'sent');
  assert.equal([...network.standing.values()].filter(({ reply }) => reply.text === 'Only once').length, 1);
  await assert.rejects(answer('Other text', { idempotencyKey: 'one-and-only' }), {
    code: 'reply.key_reused',
  });
});

test('the same text by two colleagues at once is sent once, unless confirmed', async () => {
  const { answer } = await customer();
  const both = await Promise.allSettled([answer('Sorry!', {}, ana), answer('sorry! ', {}, ben)]);
  const refused = both.filter((outcome) => outcome.status === 'rejected');
  assert.equal(refused.length, 1);
  const { code, params } = refused[0]!.reason as { code: string; params: { who: string; when: string } };
  assert.equal(code, 'reply.same_text');
  assert.match(params.who, /^(Ana|Ben)$/);
  await assert.doesNotReject(answer('Sorry!', { isConfirmed: true }, ben));
});

test('what cannot be sent is refused with its reason, and nothing is queued', async () => {
  const { author, detail, answer } = await customer();
  const other = await customer();
  await assert.rejects(answer('x'.repeat(21)), { code: 'reply.too_long' });
  await assert.rejects(answer('forbidden'), {
    code: 'reply.not_allowed',
    message: 'The author allows no answers.',
  });
  await assert.rejects(answer('hi', { accountId: 'ba_nobody' }), { code: 'reply.account_unknown' });
  await assert.rejects(answer('hi', { postId: other.postId }), { code: 'reply.post_not_found' });
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: uri(author, '2'),
    version: Date.now() * 1000,
  });
  await assert.rejects(answer('hi'), { code: 'reply.post_deleted' });
  assert.deepEqual((await detail()).replies, []);
  assert.equal((await detail()).status, 'open');
});

test('the status chosen with the reply stays', async () => {
  for (const thenStatus of ['open', 'done'] as const) {
    const { detail, answer } = await customer();
    const { id } = await answer('Hi', { thenStatus });
    await reaches(id, 'sent');
    assert.deepEqual([(await detail()).status, (await detail()).waitingSince], [thenStatus, null]);
  }
});

test('a lost answer is read back and stands once', async () => {
  network.mishap = 'answer-lost';
  const { answer } = await customer();
  const { id } = await answer('Read me back');
  await reaches(id, 'sent');
  const kept = [...network.standing.values()].filter(({ reply }) => reply.text === 'Read me back');
  assert.deepEqual(
    kept.map(({ times }) => times),
    [1],
  );
});

test('a refused reply brings the conversation back with the reason; a retry uses the same key', async () => {
  network.mishap = 'refused';
  const { detail, answer } = await customer();
  const { id } = await answer('Blocked');
  await reaches(id, 'failed');
  const failed = await detail();
  assert.deepEqual(
    [failed.status, failed.outgoing, failed.replies[0]!.problem],
    ['open', 'failed', 'The author has blocked you.'],
  );
  assert.notEqual(failed.waitingSince, null, 'the customer still waits');
  network.mishap = 'none';
  await retryReply(company.app, ana, id);
  await reaches(id, 'sent');
  assert.equal((await detail()).outgoing, 'none');
});

test('an uncertain reply waits for a person', async () => {
  network.mishap = 'blind';
  const first = await customer();
  const stands = await first.answer('Stands');
  await reaches(stands.id, 'uncertain');
  assert.equal((await first.detail()).outgoing, 'uncertain');
  await confirmReplySent(company.app, ana, stands.id, 'https://bsky.example/found');
  assert.deepEqual([(await first.detail()).outgoing, (await first.detail()).waitingSince], ['none', null]);
});

test('what a person calls missing is looked for once more, and sent only when it is', async () => {
  for (const [text, mishap, sends] of [
    ['Came to light', 'blind', 1],
    ['Truly missing', 'blind-and-lost', 2],
  ] as const) {
    network.mishap = mishap;
    const { detail, answer } = await customer();
    const before = network.sends;
    const { id } = await answer(text);
    await reaches(id, 'uncertain');
    network.mishap = 'none';
    await confirmReplyAbsent(company.app, ana, id);
    await reaches(id, 'sent');
    const standing = [...network.standing.values()].filter(({ reply }) => reply.text === text);
    assert.deepEqual(
      standing.map(({ times }) => times),
      [1],
      text,
    );
    assert.equal(network.sends - before, sends, text);
    assert.equal((await detail()).outgoing, 'none', text);
  }
});

test('a reply can be cancelled until it leaves, and the conversation is as before', async () => {
  const { id, detail, answer } = await customer();
  await changeConversations(company.app, ana, [id], { addLabels: ['keep'] });
  const later = await answer('Later', { sendAt: new Date(Date.now() + 3_600_000), thenStatus: 'done' });
  assert.deepEqual([(await detail()).status, (await detail()).outgoing], ['done', 'sending']);
  const cancelled = await cancelReply(company.app, ana, later.id);
  assert.equal(cancelled.state, 'cancelled');
  const restored = await detail();
  assert.deepEqual([restored.status, restored.outgoing, restored.labels], ['open', 'none', ['keep']]);
  const { id: sent } = await answer('Now');
  await reaches(sent, 'sent');
  await assert.rejects(cancelReply(company.app, ana, sent), { code: 'outbox.wrong_state' });
});

test('a sent reply can be taken back on the network', async () => {
  const { detail, answer } = await customer();
  const { id } = await answer('Oops');
  await assert.rejects(removeReply(company.app, ana, 'out_00000000000000000000'), {
    code: 'reply.not_found',
  });
  await reaches(id, 'sent');
  const removed = await removeReply(company.app, ana, id);
  assert.notEqual(removed.removedAt, null);
  assert.equal(
    [...network.standing.values()].some(({ reply }) => reply.text === 'Oops'),
    false,
  );
  const shown = await detail();
  assert.equal(JSON.stringify(shown.thread).includes('Oops'), false);
  assert.notEqual(shown.waitingSince, null, 'the customer waits again');
});

test('the page of all replies goes by state and by key', async () => {
  const sent = await listReplies(company.app, { state: 'sent', limit: 3 });
  assert.equal(sent.items.length, 3);
  assert.ok(sent.items.every((reply) => reply.state === 'sent'));
  const next = await listReplies(company.app, { state: 'sent', limit: 3, cursor: sent.nextCursor });
  assert.ok(next.items[0]!.id < sent.items[2]!.id);
  assert.equal((await listReplies(company.app, { state: 'cancelled', limit: 50 })).items.length, 1);
});

test('preflight answers by the network’s rules, and plainly where there is none', () => {
  assert.equal(preflightReply(company.app, 'bluesky', 'x'.repeat(30)).verdict, 'too-long');
  assert.equal(preflightReply(company.app, 'telegraph', 'x').verdict, 'forbidden');
});

test('a reply to a signed-out account waits, says so, and leaves by itself when the account works again', async () => {
  const { answer } = await customer();
  network.mishap = 'signed-out';
  const queued = await answer('Once you are back');
  await until('it waits', async () => (await readReply(company.app, queued.id)).problem !== null);
  const waiting = await readReply(company.app, queued.id);
  assert.equal(waiting.state, 'ready');
  assert.match(waiting.problem!, /@acme\.example is signed out.*leaves by itself/);
  assert.ok(Date.parse(waiting.nextAttemptAt!) > Date.now() + 5 * 60_000, 'not asked every second');
  const later = await (await customer()).answer('Tomorrow', { sendAt: new Date(Date.now() + 86_400_000) });
  network.mishap = 'none';
  await releaseReplies(company.app, 'bluesky');
  await reaches(queued.id, 'sent');
  assert.equal((await readReply(company.app, later.id)).state, 'ready', 'what was asked for tomorrow stays');
  await cancelReply(company.app, ana, later.id);
});

test('an account that was refused beforehand holds its replies back', async () => {
  const { app } = company;
  const { answer } = await customer();
  const queued = await answer('Held back', { sendAt: new Date(Date.now() + 3_600_000) });
  await accountRefused(app, accountId, 'testnet says no.');
  // Its time comes when the account is refused, however slow the machine is.
  await app.db.query('update outbox_rows set due_at = now(), not_before = now() where id = $1', [queued.id]);
  await app.bus.publish('outbox.ready', {});
  await until('it waits', async () => (await readReply(app, queued.id)).problem !== null);
  assert.match((await readReply(app, queued.id)).problem!, /signed out/);
  await accountWorks(app, accountId);
  await releaseReplies(app, 'bluesky');
  await reaches(queued.id, 'sent');
});

test('what speaks against a reply stops it, unless somebody who may says why', async () => {
  const { app } = company;
  const said: ReplyObjection[] = [
    { code: 'voice.tone', text: 'Too loud.', permission: 'voice.override' },
    { code: 'voice.law', text: 'Not allowed at all.', permission: null },
  ];
  let objections = said.slice(0, 1);
  const decided: string[] = [];
  app.provide(replyChecksPort, [
    { name: 'quiet', check: async () => [] },
    {
      name: 'loud',
      check: async () => objections,
      decided: async (_app, _actor, _reply, id) => void decided.push(id),
    },
  ]);
  try {
    const { answer } = await customer();
    const overrides = [{ code: 'voice.tone', reason: 'The customer asked for it' }];
    await assert.rejects(answer('LOUD'), {
      code: 'reply.objected',
      message: 'Too loud. Nothing was sent; your text is kept.',
      params: { reasons: 'Too loud.', codes: 'voice.tone', mayOverride: false },
    });
    await assert.rejects(answer('LOUD', { overrides }), { code: 'reply.objected' }, 'without the right to');
    const lead: Actor = { ...ana, permissions: new Set([...ana.permissions, 'voice.override']) };
    await assert.rejects(answer('LOUD', { overrides: [{ code: 'voice.tone', reason: ' ' }] }, lead), {
      params: { reasons: 'Too loud.', codes: 'voice.tone', mayOverride: true },
    });
    assert.deepEqual(decided, []);
    const { id } = await answer('LOUD', { overrides }, lead);
    assert.deepEqual(decided, [id]);
    const [written] = await app.db.query<{ detail: Record<string, string> }>(
      "select detail from audit_entries where action = 'reply.overridden' and subject = $1",
      [id],
    );
    assert.equal(written?.detail['reason'], 'The customer asked for it');
    objections = said;
    await assert.rejects(
      answer('LOUD again', { overrides: said.map(({ code }) => ({ code, reason: 'Because' })) }, lead),
      {
        params: { reasons: 'Not allowed at all.', codes: 'voice.law', mayOverride: false },
      },
    );
  } finally {
    app.provide(replyChecksPort, []);
  }
});
