import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { AppError } from '#platform/errors/index.ts';
import { readConversation, reweighConversations } from '#respond/inbox/index.ts';
import { BRAND, say, under, uri } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { listPins, pinPriority, unpinPriority } from './service/pins.ts';
import { previewWeights } from './service/preview.ts';
import { changeWeights, showWeights, undoWeights } from './service/weights.ts';

const { company, ana, ben, list, of, somebody } = await openDesk();
const { app } = company;
after(() => company.close());
const isCode = (code: string) => (error: AppError) => error.code === code;
const never = new AbortController().signal;
const open = async () => (await list({ status: 'open' })).map((row) => row.author.externalId);
const factor = async (author: string, key: string) =>
  (await of(author)).factors.find((one) => one.key === key);
const weigh = async (weights: Record<string, number>) => {
  const { revision } = await showWeights(app);
  await changeWeights(app, ben, revision, weights);
  await reweighConversations(app, never);
};

const [urgent, patient] = [somebody(), somebody()];
await company.hear(
  say(patient, '1', 'acme, nice shop', { minutesAgo: 300 }),
  say(urgent, '1', 'No internet since noon, acme', { minutesAgo: 10 }),
);

describe('weights', () => {
  it('change the order of the queue, are shown beside each reason, and can be taken back', async () => {
    assert.deepEqual(await open(), [urgent, patient]);
    await weigh({ urgency: 0, severity: 0, 'needs-reply': 0, question: 0 });
    assert.deepEqual(await open(), [patient, urgent]);
    const shown = await factor(urgent, 'urgency');
    assert.deepEqual([shown?.points, shown?.weight, (shown?.base ?? 0) >= 40], [0, 0, true]);
    const { revision, factors, last } = await showWeights(app);
    assert.equal(factors.find(({ key }) => key === 'urgency')?.weight, 0);
    assert.equal(last?.by, 'Ben');
    await undoWeights(app, ben, revision);
    await reweighConversations(app, never);
    assert.deepEqual(await open(), [urgent, patient]);
    assert.equal((await factor(urgent, 'urgency'))?.weight, undefined);
  });

  it('count for what comes in afterwards, and once only, however often a row is written', async () => {
    await weigh({ 'brand-topic': 3 });
    const author = somebody();
    await company.hear(say(author, '1', 'acme again', { minutesAgo: 20 }));
    const before = await factor(author, 'brand-topic');
    assert.deepEqual([before?.points, before?.base, before?.weight], [45, 15, 3]);
    await company.hear(say(author, '2', 'acme, hello?', { minutesAgo: 10, ...under(uri(author, '1')) }));
    await company.hear(say(author, '1', 'acme once more', { minutesAgo: 20, version: Date.now() * 1000 }));
    assert.deepEqual((await factor(author, 'brand-topic'))?.points, 45);
    const [{ rank, factors }] = (await app.db.query<{ rank: number; factors: { points: number }[] }>(
      `select rank, factors from conversations where id = $1`,
      [(await of(author)).id],
    )) as [{ rank: number; factors: { points: number }[] }];
    const [{ since }] = (await app.db.query<{ since: number }>(
      `select floor(extract(epoch from waiting_since))::float8 as since from conversations where id = $1`,
      [(await of(author)).id],
    )) as [{ since: number }];
    assert.equal(rank, since - factors.reduce((sum, { points }) => sum + points, 0) * 360);
    await weigh({});
  });

  it('are refused for what is no factor, for waiting, and on an older state', async () => {
    const { revision } = await showWeights(app);
    await assert.rejects(
      changeWeights(app, ben, revision, { followers: 2 }),
      isCode('priority.unknown_factor'),
    );
    await assert.rejects(
      changeWeights(app, ben, revision, { waiting: 0 }),
      isCode('priority.unknown_factor'),
    );
    await assert.rejects(changeWeights(app, ben, revision - 1, {}), isCode('priority.overtaken'));
    const race = await Promise.allSettled(
      [1, 2, 3].map((question) => changeWeights(app, ben, revision, { question })),
    );
    assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
    await weigh({});
  });

  it('tell before they are saved who would have waited longer last week', async () => {
    const calm = somebody();
    await company.hear(say(calm, '1', 'acme, hello', { minutesAgo: 200 }));
    await company.hear(say(BRAND, 'x1', 'Hi', { minutesAgo: 5, ...under(uri(urgent, '1')) }));
    const same = await previewWeights(app, {});
    assert.deepEqual([same.longer, same.shorter, same.spearman, same.kendall], [0, 0, 1, 1]);
    assert.equal(same.answers, 1);
    const other = await previewWeights(app, { urgency: 0, severity: 0, 'needs-reply': 0 });
    assert.equal(other.longer, 1);
    assert.equal(other.longest[0]!.conversationId, (await of(urgent)).id);
    assert.ok(other.longest[0]!.after > other.longest[0]!.before);
    assert.ok(other.kendall! < 1);
    await assert.rejects(previewWeights(app, { reach: 1 }), isCode('priority.unknown_factor'));
  });
});

describe('an agent who disagrees', () => {
  it('moves a conversation with a reason that everybody sees, and takes it back', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, hm', { minutesAgo: 1 }));
    const { id, priority } = await of(author);
    await pinPriority(app, ana, id, { direction: 'higher', reason: 'her father is in hospital' });
    const row = await of(author);
    assert.equal(row.priority, priority + 120);
    assert.equal(
      (await factor(author, 'pinned'))?.reason,
      'Ana: should be higher, because her father is in hospital',
    );
    const { activity } = await readConversation(app, ana, id);
    assert.equal(activity[0]!.text, 'Ana said it should stand higher, because her father is in hospital');
    const [pin] = await listPins(app);
    assert.deepEqual([pin?.conversationId, pin?.by, pin?.endedAt], [id, 'Ana', null]);
    assert.ok(pin!.factors.length > 0 && pin!.factors.every(({ key }) => key !== 'pinned'));
    await pinPriority(app, ben, id, { direction: 'lower', reason: 'it is solved by phone' });
    assert.equal((await of(author)).priority, priority - 120);
    await unpinPriority(app, ana, id);
    assert.equal((await of(author)).priority, priority);
    await assert.rejects(unpinPriority(app, ana, id), isCode('priority.not_pinned'));
    assert.ok((await listPins(app)).every((one) => one.endedAt !== null));
  });

  it('is heard through edits, further posts, our answer and other weights', async () => {
    const author = somebody();
    await company.hear(say(author, '1', 'acme, first', { minutesAgo: 60 }));
    const { id } = await of(author);
    await pinPriority(app, ana, id, { direction: 'higher', reason: 'vulnerable' });
    await company.hear(say(author, '1', 'acme, changed', { minutesAgo: 60, version: Date.now() * 1000 }));
    await company.hear(say(BRAND, 'p1', 'Hello', { minutesAgo: 50, ...under(uri(author, '1')) }));
    await company.hear(say(author, '2', 'acme, again', { minutesAgo: 40, ...under(uri(author, '1')) }));
    await weigh({ urgency: 2 });
    assert.equal((await factor(author, 'pinned'))?.points, 120);
    await weigh({});
  });

  it('is told when the conversation is not there', async () => {
    const gone = `conv_${'0'.repeat(26)}`;
    await assert.rejects(
      pinPriority(app, ana, gone, { direction: 'lower', reason: 'x' }),
      isCode('inbox.not_found'),
    );
  });
});
