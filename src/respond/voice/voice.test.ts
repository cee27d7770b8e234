import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { changeConversations } from '#respond/inbox/index.ts';
import { joinByDecision } from '#people/persons/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { say, under, uri } from '../inbox/testing/company.ts';
import { BRAND, openVoice } from './testing/stage.ts';

const stage = await openVoice();
const { app, lead, agent, viewer, hear, conversationOf, guide, reply } = stage;
after(() => stage.close());
const api = '/api/v1/voice';
const rule = (words: string | string[], more = {}) => ({
  id: String(words).replaceAll(/[^a-z]/gi, ''),
  words: [words].flat(),
  ...more,
});

await hear(
  say('did:plc:ann', '1', 'Hi, how do I change my address?', {
    minutesAgo: 60,
    langs: ['en'],
    mentions: [BRAND],
    author: { externalId: 'did:plc:ann', handle: 'ann.example', displayName: 'Ann Ito' },
  }),
  say(
    'did:plc:max',
    '1',
    'Your service is terrible, I have been waiting three weeks for my refund and nobody answers. Unacceptable!',
    { minutesAgo: 50, langs: ['en'], mentions: [BRAND] },
  ),
  say('did:plc:alt', '1', 'What does the large plan cost?', {
    minutesAgo: 40,
    langs: ['en'],
    mentions: [BRAND],
  }),
);
const ann = await conversationOf('did:plc:ann');
const max = await conversationOf('did:plc:max');
const alt = await conversationOf('did:plc:alt');

describe('the guide', () => {
  it('is kept in versions; whoever saves over somebody else is told so', async () => {
    assert.equal((await viewer.get(`${api}/guide`)).body.revision, 0);
    for (const who of [agent, viewer])
      assert.equal((await who.put(`${api}/guide`, { revision: 0, guide: {} })).status, 403);
    const first = await lead.put(`${api}/guide`, {
      revision: 0,
      guide: { tone: 'Warm' },
      note: 'the beginning',
    });
    assert.deepEqual([first.status, first.body.revision, first.body.saved.note], [200, 1, 'the beginning']);
    const late = await lead.put(`${api}/guide`, { revision: 0, guide: { tone: 'Cold' } });
    assert.deepEqual([late.status, late.body.error.code], [409, 'voice.overtaken']);
    await guide({ tone: 'Dry' });
    const { items } = (await viewer.get(`${api}/guide/versions`)).body;
    assert.deepEqual(
      items.map(({ revision }: { revision: number }) => revision),
      [2, 1],
    );
    assert.equal((await viewer.get(`${api}/guide/versions/1`)).body.guide.tone, 'Warm');
    assert.equal((await viewer.get(`${api}/guide/versions/9`)).body.error.code, 'voice.no_version');
  });

  it('two at once: one is saved', async () => {
    const { revision } = (await lead.get(`${api}/guide`)).body;
    const both = await Promise.all(
      [1, 2].map((n) => lead.put(`${api}/guide`, { revision, guide: { tone: `${n}` } })),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  });

  for (const [what, bad] of Object.entries({
    'no words': { avoid: [rule([])] },
    'a strange language': { never: [rule('x', { languages: ['German'] })] },
    'a strange id': { never: [{ ...rule('x'), id: 'a b' }] },
    'two rules of one id': { never: [rule('x')], must: [rule('x')] },
    'a condition nobody knows': {
      never: [rule('x', { when: { version: 1, when: { fact: 'langauge', op: 'is', value: 'de' } } })],
    },
    'another version of conditions': { never: [rule('x', { when: { version: 2, when: {} } })] },
    'no number': { forms: [{ id: 'f', leastEase: 'easy' }] },
    'far too long': { tone: 'x'.repeat(5000) },
    'control characters': { avoid: [rule('a\u0000b')] },
  }))
    it(`is refused with ${what}`, async () => {
      const { revision } = (await lead.get(`${api}/guide`)).body;
      const { status } = await lead.put(`${api}/guide`, { revision, guide: bad });
      assert.ok(status === 400 || status === 422, String(status));
    });
});

describe('a check', () => {
  it('says what the guide says, of the one that counts and of one to be tried', async () => {
    await guide({ avoid: [rule('unfortunately', { instead: 'sadly', reason: 'shorter' })] });
    const { body } = await viewer.post(`${api}/check`, { text: 'Unfortunately not' });
    assert.deepEqual(body.findings, [
      {
        kind: 'avoid',
        ruleId: 'unfortunately',
        level: 'warn',
        span: { start: 0, end: 13 },
        text: '“sadly” instead of “Unfortunately”: shorter.',
        fix: { start: 0, end: 13, text: 'Sadly' },
      },
    ]);
    const tried = await viewer.post(`${api}/check`, {
      text: 'Unfortunately not',
      guide: { never: [rule('not')] },
    });
    assert.deepEqual(
      tried.body.findings.map(({ kind }: { kind: string }) => kind),
      ['never'],
    );
    for (const bad of [
      {},
      { text: 1 },
      { text: 'x'.repeat(100_001) },
      { text: '', conversationId: 'conv_x' },
    ])
      assert.equal((await viewer.post(`${api}/check`, bad)).status, 400);
    assert.equal(
      (await viewer.post(`${api}/check`, { text: '', conversationId: `conv_${'0'.repeat(26)}` })).status,
      404,
    );
    assert.equal((await stage.test.browser().post(`${api}/check`, { text: '' })).status, 401);
  });

  it('asks conditions of the conversation, and knows its language, channel and names', async () => {
    const when = { version: 1, when: { fact: 'says', op: 'has-any-of', value: ['complaint'] } };
    await guide({
      must: [rule('sorry', { when })],
      never: [rule('immer', { languages: ['de'] }), rule('mail only', { channels: ['mail'] })],
      forms: [{ id: 'f', greetings: ['Hi {name}'] }],
    });
    const at = async (conversationId: string, text: string) =>
      (await viewer.post(`${api}/check`, { text, conversationId })).body.findings.map(
        (one: { kind: string; fix: { text: string } | null }) => one.fix?.text ?? one.kind,
      );
    assert.deepEqual(await at(ann, 'It is mail only, immer.'), ['Hi Ann ']);
    assert.deepEqual(await at(max, 'Hi, we look.'), [' sorry']);
    const { body } = await viewer.get(`${api}/conversations/${ann}`);
    assert.deepEqual(
      [body.guide.language, body.guide.names.customer, body.complaint, body.drafting],
      ['en', 'Ann', null, 'off'],
    );
  });
});

describe('a reply', () => {
  it('with what must not be said is stopped, and leaves only with a reason of somebody who may', async () => {
    await guide({ never: [rule(['our fault'], { reason: 'ask legal first' })], must: [rule('sorry')] });
    const stopped = await reply(agent, ann, 'It is our fault');
    assert.equal(stopped.status, 422);
    assert.equal(
      stopped.body.error.message,
      '“our fault” must not be said here: ask legal first. Nothing was sent; your text is kept.',
    );
    assert.deepEqual(stopped.body.error.params, {
      reasons: '“our fault” must not be said here: ask legal first.',
      codes: 'voice.never.ourfault',
      mayOverride: false,
    });
    const overrides = [{ code: 'voice.never.ourfault', reason: 'Legal agreed on the phone' }];
    assert.equal((await reply(agent, ann, 'It is our fault', { overrides })).status, 422);
    assert.equal(
      (
        await reply(lead, ann, 'It is our fault', {
          overrides: [{ code: 'voice.never.ourfault', reason: '' }],
        })
      ).status,
      400,
    );
    assert.equal((await reply(lead, ann, 'It is our fault')).body.error.params.mayOverride, true);
    const sent = await reply(lead, ann, 'It is our fault', { overrides });
    assert.equal(sent.status, 202);
    const audited = await app.db.query<{ action: string; detail: Record<string, unknown> }>(
      'select action, detail from audit_entries where subject = $1 order by action',
      [sent.body.id],
    );
    assert.deepEqual(
      audited.map(({ action }) => action),
      ['reply.must_say_missing', 'reply.overridden', 'reply.queued'],
    );
    assert.deepEqual(audited[0]!.detail['missing'], ['“sorry” is still to be said.']);
    assert.equal(audited[1]!.detail['reason'], 'Legal agreed on the phone');
    assert.equal((await reply(agent, ann, 'Sorry, we look into it')).status, 202);
  });

  it('that promotes stops while the person has an open complaint, on any account of theirs', async () => {
    await guide({
      promotional: { words: ['special offer'], links: ['shop.example'], campaigns: ['spring'] },
    });
    const offer = 'Our special offer: https://shop.example/large?utm_campaign=spring';
    assert.equal((await reply(agent, alt, offer)).status, 202, 'a customer without a complaint');
    const stopped = await reply(agent, max, offer);
    assert.equal(stopped.body.error.params.codes, 'voice.promotion');
    assert.match(
      stopped.body.error.message,
      /they have an open complaint since \d{4}-\d\d-\d\d on Bluesky \(“Your service is terrible/,
    );
    const accounts = async (id: string) => (await lead.get(`/api/v1/inbox/${id}`)).body.author.id as string;
    const [first, second] = [await accounts(max), await accounts(alt)];
    await joinByDecision(app, systemActor, {
      accountIds: [first, second],
      leadAccountId: first,
      reason: 'the same voice',
    });
    assert.equal((await reply(agent, alt, `${offer} again`)).status, 422, 'the same person elsewhere');
    const override = { overrides: [{ code: 'voice.promotion', reason: 'They asked for it' }] };
    assert.equal((await reply(lead, alt, `${offer} again`, override)).status, 202);
    await changeConversations(app, systemActor, [max], { status: 'done' });
    assert.equal((await reply(agent, alt, `${offer} at last`)).status, 202, 'the complaint is settled');
    await changeConversations(app, systemActor, [max], { status: 'open' });
  });
});

describe('listening first', () => {
  it('tells what the person heard from us, what is open, and how they sounded', async () => {
    await hear(
      say(BRAND, 'a1', 'We are sorry and look into it', { minutesAgo: 5, ...under(uri('did:plc:max', '1')) }),
    );
    const made = await lead.post('/api/v1/cases', { conversationIds: [max], title: 'Refund missing' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { body, status } = await viewer.get(`${api}/conversations/${alt}/heard`);
    assert.equal(status, 200);
    assert.equal(body.accounts.length, 2);
    assert.deepEqual(
      body.said.map(({ text }: { text: string }) => text).includes('We are sorry and look into it'),
      true,
    );
    assert.deepEqual(
      body.open.map(({ id }: { id: string }) => id),
      [max],
    );
    assert.equal(body.complaint.conversationId, max);
    assert.deepEqual([body.mood.length, body.mood[0].score < 0], [2, true]);
    assert.deepEqual(
      body.cases.map(({ title }: { title: string }) => title),
      ['Refund missing'],
    );
    assert.equal((await viewer.get(`${api}/conversations/conv_${'0'.repeat(26)}/heard`)).status, 404);
  });
});

describe('a new account', () => {
  it('reads before it posts: days and posts, both', async () => {
    assert.equal((await agent.put(`${api}/reading`, { days: 7, posts: 1 })).status, 403);
    const { body } = await lead.put(`${api}/reading`, { days: 7, posts: 1 });
    assert.equal(body.accounts[0].reason, null, 'the one that was there goes on');
    const fresh = await stage.connect('acme-garden.example');
    const as = (text: string, more = {}) => reply(agent, ann, text, { accountId: fresh, ...more });
    const held = await as('Hello there');
    assert.deepEqual([held.status, held.body.error.params.codes], [422, 'voice.reading']);
    assert.match(held.body.error.message, /reads until \d{4}-\d\d-\d\d and one more post before it posts/);
    const seen = (await viewer.get(`${api}/conversations/${ann}`)).body.reading;
    assert.deepEqual([seen.length, seen[0].accountId, seen[0].hasReadThis], [1, fresh, false]);
    assert.equal((await reply(agent, ann, 'Hello from the old one')).status, 202);
    assert.equal((await viewer.post(`${api}/reading/${fresh}/posts`, { conversationId: ann })).status, 403);
    for (let twice = 0; twice < 2; twice++) {
      const marked = await agent.post(`${api}/reading/${fresh}/posts`, { conversationId: ann });
      assert.deepEqual([marked.body.postsRead, /one more/.test(marked.body.reason)], [1, false]);
    }
    await app.db.query(
      `update voice_reading_accounts set started_at = now() - interval '8 days' where account_id = $1`,
      [fresh],
    );
    assert.equal((await as('Hello now')).status, 202);
  });

  it('may post sooner when somebody who may says why', async () => {
    const fresh = await stage.connect('acme-chess.example');
    assert.equal((await agent.post(`${api}/reading/${fresh}/end`, { reason: 'x' })).status, 403);
    assert.equal((await lead.post(`${api}/reading/${fresh}/end`, { reason: ' ' })).status, 400);
    const { body } = await lead.post(`${api}/reading/${fresh}/end`, { reason: 'It was ours before' });
    assert.deepEqual(
      [body.reason, body.ended.reason, body.ended.by],
      [null, 'It was ours before', 'The owner'],
    );
    assert.equal((await reply(agent, ann, 'Chess!', { accountId: fresh })).status, 202);
    assert.equal((await lead.post(`${api}/reading/ba_${'0'.repeat(26)}/end`, { reason: 'x' })).status, 404);
    for (const bad of [{ days: -1, posts: 0 }, { days: 1.5, posts: 0 }, { days: 0 }, {}])
      assert.equal((await lead.put(`${api}/reading`, bad)).status, 400);
    await lead.put(`${api}/reading`, { days: 0, posts: 0 });
  });
});
