import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { suspend, resume } from '#platform/outbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { joinByDecision, splitAccount } from '#people/persons/index.ts';
import {
  changeConversations,
  conversationRepliesPort,
  findConversations,
  tellFollowers,
} from '#respond/inbox/index.ts';
import { listConversationReplies, registerReplySenders } from '#respond/replies/index.ts';
import { FakeReplies } from '#respond/replies/testing/fake-replies.ts';
import { say, under, uri } from '#respond/inbox/testing/company.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { inboxFeature, inboxObserver, listInbox } from '#respond/inbox/index.ts';
import { askDue } from './ask.ts';
import { addRatingPages, ratingObserverPort, refuseAfterComplaint, satisfactionFeature } from './index.ts';
import { planFromNews } from './plan.ts';
import { summarise } from './read.ts';

const OWN = 'did:plc:brand';
const never = new AbortController().signal;
const network = new FakeReplies();
const rated: [string, number][] = [];
let made: TestServer;
let owner: Awaited<ReturnType<TestServer['staff']>>;
let count = 0;

before(async () => {
  made = await createTestServer([inboxFeature, satisfactionFeature], {}, addRatingPages);
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([OWN]) });
  app.provide(postObserverPort, inboxObserver);
  app.provide(conversationRepliesPort, { list: listConversationReplies, forget: async () => undefined });
  app.provide(ratingObserverPort, {
    onRated: async (_app, ids, rating) => void rated.push(...ids.map((id): [string, number] => [id, rating])),
  });
  // Links are longer than the fake network takes otherwise.
  network.connector.preflight = (text) => ({
    verdict: 'allowed',
    length: text.length,
    maxLength: 300,
    facets: [],
  });
  const replies = new Map([['bluesky', network.connector]]);
  app.provide(connectorsPort, { sources: new Map(), replies, profiles: new Map(), lineParsers: new Map() });
  registerReplySenders(app);
  await connectAccount(app, systemActor, { network: 'bluesky', identifier: 'acme.example', password: 'x' });
  owner = await made.staff('owner');
  const { body } = await owner.get('/api/v1/satisfaction/settings');
  const texts = [...body.texts, { language: 'de', question: 'Zufrieden?', thanks: 'Danke.' }];
  const saved = { ...body, isOn: true, networks: ['bluesky'], delayMinutes: 60, texts };
  assert.equal((await owner.put('/api/v1/satisfaction/settings', saved)).status, 204);
});
after(() => made.close());

/** A customer whose question we answered, and who is done. */
async function solved(author = `did:plc:sat${count++}`, rkey = '1', langs = ['en']) {
  const { app } = made;
  const root = uri(author, rkey);
  await takeIn(app, { sourceId: null, items: [say(author, rkey, 'it broke', { minutesAgo: 30, langs })] });
  await takeIn(app, {
    sourceId: null,
    items: [say(OWN, `${author.slice(-4)}${rkey}`, 'mended', { minutesAgo: 20, ...under(root) })],
  });
  const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 200 });
  const row = items.find((one) => one.author.externalId === author && one.excerpt === 'it broke')!;
  await changeConversations(app, systemActor, [row.id], { status: 'done' });
  while (await tellFollowers(app));
  return { id: row.id, author, root };
}
const due = () =>
  made.app.db.query(
    `update satisfaction_asks set due_at = now() - make_interval(secs => 1) where state = 'planned'`,
  );
const ask = async () => {
  await due();
  await askDue(made.app, never);
};
const stateOf = async (id: string) => (await owner.get(`/api/v1/inbox/${id}/satisfaction`)).body;
/** The path of the link that the question has. */
async function linkOf(id: string): Promise<string> {
  const reply = (await listConversationReplies(made.app, id)).findLast(({ text }) =>
    text.includes('/shared/rating/'),
  );
  return new URL(/http\S+$/.exec(reply!.text)![0]).pathname;
}

const stranger = () => made.browser({ address: `192.0.2.${count++ % 250}` });
const page = async (path: string, speaks = '') =>
  await made.server.inject({ url: path, headers: { host: 'localhost:3000', 'accept-language': speaks } });
async function post(path: string, fields: Record<string, string>) {
  const body = Object.entries(fields)
    .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');
  return made.server.inject({
    method: 'POST',
    url: path,
    remoteAddress: `192.0.2.${count++ % 250}`,
    headers: { host: 'localhost:3000', 'content-type': 'multipart/form-data; boundary=b' },
    payload: `${body}--b--\r\n`,
  });
}
const proofIn = (html: string) => /name="proof" value="([^"]+)"/.exec(html)![1]!;

describe('the question', () => {
  it('is asked after the delay, in the customer’s language, leaves the conversation done, and is answered once', async () => {
    const { id } = await solved(undefined, '1', ['de']);
    await askDue(made.app, never);
    assert.equal((await stateOf(id)).ask.state, 'planned', 'not before its time');
    await ask();
    const { items } = await listInbox(made.app, systemActor, { status: 'done', sort: 'newest', limit: 50 });
    assert.ok(items.some((row) => row.id === id));
    const link = await linkOf(id);
    const seen = await page(link);
    assert.match(seen.body, /Zufrieden\?/);
    assert.doesNotMatch(seen.body, /<script/);
    assert.equal((await page(link)).statusCode, 200);
    assert.deepEqual(rated, [], 'looking answers nothing');
    const proof = proofIn(seen.body);
    const hostile = '<script>alert(1)</script>\u0000 {{x}}';
    const sent = await post(link, { proof, act: 'rate', rating: '4', text: hostile });
    assert.equal(sent.statusCode, 303);
    assert.deepEqual(rated, [[id, 4]]);
    const after = await stateOf(id);
    assert.deepEqual([after.ask.state, after.ratings[0].rating], ['answered', 4]);
    assert.match((await page(link)).body, /Danke\./);
    const again = await post(link, { proof, act: 'rate', rating: '1', text: '' });
    assert.equal(again.statusCode, 409, 'a replay changes nothing');
    assert.deepEqual((await stateOf(id)).ratings.length, 1);
  });

  it('is not answered by forged links, without the page, or with anything but a rating', async () => {
    const { id } = await solved();
    await ask();
    const link = await linkOf(id);
    const proof = proofIn((await page(link)).body);
    const forged = `${link.slice(0, -4)}AAAA`;
    assert.equal((await page(forged)).statusCode, 404);
    assert.equal((await post(forged, { proof, act: 'rate', rating: '1' })).statusCode, 404);
    for (const wrong of [
      { rating: '1' },
      { proof: 'x', rating: '1' },
      { proof, rating: '6' },
      { proof, rating: '' },
    ])
      assert.equal((await post(link, { act: 'rate', ...wrong } as Record<string, string>)).statusCode, 400);
    await made.app.db.query(
      `update satisfaction_asks set expires_at = now() - make_interval(secs => 1) where conversation_id = $1`,
      [id],
    );
    assert.equal((await page(link)).statusCode, 404);
    assert.deepEqual((await stateOf(id)).ratings, []);
    assert.equal((await stranger().get(`/api/v1/inbox/${id}/satisfaction`)).status, 401);
  });

  it('is not asked when it goes on, was never answered, where asking is off, or while sending is suspended', async () => {
    const [reopened, stopped] = [await solved(), await solved()];
    await changeConversations(made.app, systemActor, [reopened.id], { status: 'open' });
    while (await tellFollowers(made.app));
    assert.equal((await stateOf(reopened.id)).ask, null);
    const suspension = await suspend(made.app, systemActor, {
      scope: 'everything',
      target: null,
      reason: 'Mourning',
    });
    await ask();
    await resume(made.app, systemActor, suspension.id);
    await ask();
    const { ask: dropped } = await stateOf(stopped.id);
    assert.deepEqual([dropped.state, dropped.why], ['dropped', 'Sending is suspended: Mourning']);
    assert.deepEqual(await listConversationReplies(made.app, stopped.id), []);
  });

  it('is asked of a person once in so many days, also from two conversations at the same moment', async () => {
    const first = await solved();
    const second = await solved(first.author, '9');
    assert.notEqual(first.id, second.id);
    await due();
    await Promise.all([askDue(made.app, never), askDue(made.app, never)]);
    const states = [(await stateOf(first.id)).ask.state, (await stateOf(second.id)).ask.state];
    assert.deepEqual(states.sort(), ['asked', 'dropped']);
  });

  it('is never asked again of whoever refuses: on the page, by words, by a complaint, or as a colleague decides', async () => {
    const [byPage, byWords, byReport, byUs] = [
      await solved(),
      await solved(),
      await solved(),
      await solved(),
    ];
    await owner.put(`/api/v1/inbox/${byUs.id}/satisfaction/refusal`, { isRefused: true });
    await ask();
    assert.equal((await stateOf(byUs.id)).ask.state, 'dropped');
    const link = await linkOf(byPage.id);
    const proof = proofIn((await page(link)).body);
    assert.equal((await post(link, { proof, act: 'stop' })).headers['location'], `${link}?done=stopped`);
    await takeIn(made.app, {
      sourceId: null,
      items: [say(byWords.author, '7', 'Stop asking me this!', { minutesAgo: 0, ...under(byWords.root) })],
    });
    while (await tellFollowers(made.app));
    const [reply] = await listConversationReplies(made.app, byReport.id);
    await refuseAfterComplaint(made.app, reply!.id);
    for (const { id } of [byPage, byWords, byReport]) assert.ok((await stateOf(id)).refusal, id);
    await owner.put(`/api/v1/inbox/${byUs.id}/satisfaction/refusal`, { isRefused: false });
    assert.equal((await stateOf(byUs.id)).refusal, null);
  });
});

describe('what is told', () => {
  it('sums ratings by value and network, and says nothing where there are none', async () => {
    const summary = await summarise(made.app, 30);
    assert.equal(summary.ratings, 1);
    assert.deepEqual([summary.average, summary.satisfied], [4, 1]);
    assert.deepEqual(summary.byNetwork, [{ network: 'bluesky', ratings: 1, average: 4 }]);
    assert.equal(summary.newest[0]!.text, '<script>alert(1)</script> {{x}}');
    assert.ok(summary.asked >= summary.answered);
  });
});

describe('a link to a question', () => {
  const asked = async () => {
    const { id } = await solved();
    await ask();
    const link = await linkOf(id);
    return { id, link, proof: proofIn((await page(link)).body) };
  };
  const ratingsOf = async (id: string) =>
    (await stateOf(id)).ratings.map(({ rating }: { rating: number }) => rating);

  it('counts once, whoever presses it at the same moment', async () => {
    const { id, link, proof } = await asked();
    const answers = await Promise.all(
      [5, 4, 3, 2, 1, 5].map((rating) => post(link, { proof, act: 'rate', rating: String(rating) })),
    );
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    assert.deepEqual(codes, [303, 409, 409, 409, 409, 409]);
    const [kept, ...others] = await ratingsOf(id);
    assert.deepEqual(
      [others, rated.filter(([rated]) => rated === id)],
      [[], [[id, kept]]],
      'reports hear the one that counts',
    );
  });

  it('takes whole numbers of the scale and nothing that only looks like one', async () => {
    const { id, link, proof } = await asked();
    const odd = [
      '0',
      '-1',
      '+5',
      '05',
      '4.5',
      '1e0',
      '0x5',
      '５',
      '٣',
      '²',
      '5\u200b',
      '\u202e5',
      'NaN',
      'true',
    ];
    for (const rating of [...odd, '5,1', '5 1', '9'.repeat(400), '{"$gt":0}', "5'; --"]) {
      const { statusCode } = await post(link, { proof, act: 'rate', rating });
      assert.equal(statusCode, 400, JSON.stringify(rating.slice(0, 20)));
    }
    assert.deepEqual(await ratingsOf(id), []);
    const { body } = await owner.get('/api/v1/satisfaction/settings');
    assert.equal(
      (await owner.put('/api/v1/satisfaction/settings', { ...body, scale: 'thumbs' })).status,
      204,
    );
    assert.equal((await post(link, { proof, act: 'rate', rating: '3' })).statusCode, 400, 'no thumb');
    await owner.put('/api/v1/satisfaction/settings', body);
    const text = `${'\u202e<b>'}${'😀'.repeat(5000)}`;
    assert.equal((await post(link, { proof, act: 'rate', rating: ' 3 ', text })).statusCode, 303);
    const [kept] = (await stateOf(id)).ratings;
    assert.ok(kept.text.length <= 2000 && kept.text.isWellFormed(), 'cut, and between two characters');
    assert.doesNotMatch((await page(link)).body, /<b>/);
  });

  it('is worth nothing to others: not with its proof elsewhere, nor changed, nor as somebody else’s', async () => {
    const [mine, other] = [await asked(), await asked()];
    assert.equal((await post(other.link, { proof: mine.proof, act: 'rate', rating: '1' })).statusCode, 400);
    assert.equal((await post(other.link, { proof: mine.proof, act: 'stop' })).statusCode, 400);
    const secret = mine.link.split('/').at(-1)!;
    const wrong = [
      secret.toLowerCase() === secret ? secret.toUpperCase() : secret.toLowerCase(),
      secret.slice(1),
      `${secret}A`,
      `${secret}%00`,
      'x'.repeat(3000),
      made.app.secrets.hash(secret),
    ];
    for (const token of wrong) {
      const path = `/shared/rating/${encodeURIComponent(token).replaceAll('%25', '%')}`;
      const [seen, sent] = [
        await page(path),
        await post(path, { proof: mine.proof, act: 'rate', rating: '1' }),
      ];
      for (const { statusCode } of [seen, sent])
        assert.ok(statusCode >= 400 && statusCode < 500, `${statusCode} ${path.slice(0, 60)}`);
    }
    assert.deepEqual([await ratingsOf(mine.id), await ratingsOf(other.id)], [[], []]);
    assert.match((await page('/shared/rating/forged', 'de')).body, /Diese Seite gibt es nicht/);
    assert.equal((await stateOf(other.id)).refusal, null);
  });

  it('works on after something broke in the middle, and not after the conversation went', async () => {
    const { id, link, proof } = await asked();
    const observer = made.app.use(ratingObserverPort);
    made.app.provide(ratingObserverPort, {
      onRated: async () => {
        throw new Error('the power went');
      },
    });
    assert.equal((await post(link, { proof, act: 'rate', rating: '2' })).statusCode, 500);
    made.app.provide(ratingObserverPort, observer);
    assert.deepEqual([await ratingsOf(id), (await stateOf(id)).ask.state], [[], 'asked']);
    assert.equal((await post(link, { proof, act: 'rate', rating: '2' })).statusCode, 303);
    assert.deepEqual(await ratingsOf(id), [2]);
    const gone = { kind: 'gone', conversationId: id, before: null, after: null };
    await planFromNews(made.app, [gone as unknown as Parameters<typeof planFromNews>[1][number]]);
    assert.equal((await page(link)).statusCode, 404);
    assert.equal((await post(link, { proof, act: 'rate', rating: '2' })).statusCode, 404);
    assert.equal((await post(link, { proof, act: 'stop' })).statusCode, 404);
    assert.deepEqual(await ratingsOf(id), [], 'and what was said went with it');
  });
});

describe('whoever refused to be asked', () => {
  const accountOf = async (id: string) => (await findConversations(made.app, [id]))[0]!.accountId;
  const join = (a: string, b: string) =>
    joinByDecision(made.app, systemActor, { accountIds: [a, b], leadAccountId: a, reason: 'They say so' });

  it('is not asked as anybody he turns out to be, nor after it turns out that he is not', async () => {
    const [first, second] = [await solved(), await solved()];
    const [a, b] = [await accountOf(first.id), await accountOf(second.id)];
    await due();
    await made.app.db.query(
      `update satisfaction_asks set due_at = now() + interval '1 day' where conversation_id = $1`,
      [second.id],
    );
    await askDue(made.app, never);
    const link = await linkOf(first.id);
    await post(link, { proof: proofIn((await page(link)).body), act: 'stop' });
    await join(b, a);
    await ask();
    const { ask: dropped, refusal } = await stateOf(second.id);
    assert.deepEqual([dropped.state, dropped.why], ['dropped', refusal]);
    assert.deepEqual(await listConversationReplies(made.app, second.id), []);
    await splitAccount(made.app, systemActor, a, 'They are two');
    assert.ok((await stateOf(first.id)).refusal, 'who refused stays refused');
  });

  it('stays so for each of his accounts when a person is taken apart', async () => {
    const [first, second] = [await solved(), await solved()];
    const [a, b] = [await accountOf(first.id), await accountOf(second.id)];
    await join(a, b);
    await owner.put(`/api/v1/inbox/${first.id}/satisfaction/refusal`, { isRefused: true });
    assert.ok((await stateOf(second.id)).refusal);
    await splitAccount(made.app, systemActor, b, 'They are two');
    for (const { id } of [first, second]) assert.ok((await stateOf(id)).refusal, id);
    await ask();
    for (const { id } of [first, second]) assert.equal((await stateOf(id)).ask.state, 'dropped');
  });

  it('is said by people at work, and settings by those who manage', async () => {
    const { id } = await solved();
    const { body } = await owner.get('/api/v1/satisfaction/settings');
    for (const [role, works, manages] of [
      ['viewer', 403, 403],
      ['agent', 204, 403],
      ['manager', 204, 403],
      ['admin', 204, 204],
    ] as const) {
      const who = await made.staff(role);
      const said = await who.put(`/api/v1/inbox/${id}/satisfaction/refusal`, { isRefused: true });
      assert.equal(said.status, works, role);
      assert.equal((await who.put('/api/v1/satisfaction/settings', body)).status, manages, role);
    }
  });
});
