import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { correctionObserverPort, correctLabel, withdrawCorrection } from '#listen/understanding/index.ts';
import { inboxCorrections } from './service/corrected.ts';
import { readConversation } from './service/detail.ts';
import { BRAND, say, under, uri } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, list, of, somebody } = await openDesk();
const { app } = company;
app.provide(correctionObserverPort, inboxCorrections);
after(() => company.close());

const postOf = async (author: string, key = '1') => {
  const rows = await app.db.query<{ id: string }>('select id from posts where external_id = $1', [
    uri(author, key),
  ]);
  return rows[0]!.id;
};
const correct = async (
  author: string,
  key: 'needsReply' | 'complaint' | 'question' | 'urgency',
  value: string,
  post = '1',
) => correctLabel(app, ana, { postId: await postOf(author, post), key, value });
const factors = async (author: string) =>
  Object.fromEntries(
    (await of(author)).factors.filter(({ key }) => key !== 'waiting').map(({ key, reason }) => [key, reason]),
  );
const history = async (author: string) => {
  const { activity } = await readConversation(app, ana, (await of(author)).id);
  return activity.map(({ text }) => text);
};

test('a corrected urgency moves the conversation at once, its history says so, and taking it back brings it back', async () => {
  const [calm, other] = [somebody(), somebody()];
  await company.hear(
    say(calm, '1', 'acme is a company', { minutesAgo: 20 }),
    say(other, '1', 'acme, my internet does not work, who can help?', { minutesAgo: 200 }),
  );
  const place = async () => (await list()).findIndex((row) => row.author.externalId === calm);
  const before = await of(calm);
  const behind = await place();
  await correct(calm, 'urgency', '3');
  assert.match((await factors(calm))['urgency']!, /^Emergency, Ana says$/);
  assert.equal(await place(), 0);
  assert.equal((await of(calm)).priority, before.priority + 480);
  assert.ok(behind > 0);
  assert.ok((await history(calm)).includes('Ana corrected urgency: 3 instead of 0'));
  await withdrawCorrection(app, ana, { postId: await postOf(calm), key: 'urgency' });
  assert.equal(await place(), behind);
  assert.deepEqual((await of(calm)).factors, before.factors);
  assert.ok((await history(calm)).includes('Ana took a correction back: urgency: 0 instead of 3'));
});

test('what needs no reply loses that reason and keeps the others; a complaint wants an answer', async () => {
  const author = somebody();
  await company.hear(
    say(author, '1', 'acme, my internet does not work, who can help?', { mentions: [BRAND] }),
  );
  const before = await factors(author);
  assert.ok(before['needs-reply'] && before['question']);
  await correct(author, 'needsReply', 'no');
  await correct(author, 'question', 'no');
  const { 'needs-reply': _reply, question: _question, ...rest } = before;
  assert.deepEqual(await factors(author), rest);
  await correct(author, 'complaint', 'yes');
  assert.equal((await factors(author))['needs-reply'], undefined, 'somebody said that it needs none');
  await withdrawCorrection(app, ana, { postId: await postOf(author), key: 'needsReply' });
  assert.equal((await factors(author))['needs-reply'], 'Complains and wants an answer, Ana says');
});

test('a correction holds when other posts of the conversation come, change and go', async () => {
  const author = somebody();
  const thread = under(uri(author, '1'));
  await company.hear(say(author, '1', 'acme is a company', { minutesAgo: 30 }));
  await correct(author, 'urgency', '2');
  await company.hear(say(author, '2', 'acme again', { minutesAgo: 5, ...thread }));
  assert.equal((await factors(author))['urgency'], 'Urgent, Ana says');
  await company.hear(
    say(author, '2', 'acme again and again', { minutesAgo: 5, version: Date.now() * 1000, ...thread }),
  );
  assert.equal((await factors(author))['urgency'], 'Urgent, Ana says');
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: uri(author, '2'),
    version: (Date.now() + 1000) * 1000,
  });
  assert.equal((await factors(author))['urgency'], 'Urgent, Ana says');
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: uri(author, '1'),
    version: (Date.now() + 1000) * 1000,
  });
  assert.equal(
    (await list({ limit: 200 })).some(
      (row) => row.author.externalId === author && row.factors.some(({ key }) => key === 'urgency'),
    ),
    false,
  );
});

test('labels that place nothing, and a correction of what is so already, change nothing', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme is a company'));
  const before = await of(author);
  await correctLabel(app, ana, { postId: await postOf(author), key: 'sentiment', value: 'negative' });
  await correct(author, 'urgency', '0');
  assert.deepEqual(
    (await of(author)).factors.filter(({ key }) => key !== 'waiting'),
    before.factors.filter(({ key }) => key !== 'waiting'),
  );
  assert.deepEqual(await history(author), []);
});

test('nothing is placed where the correction is not stored', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme is a company'));
  await assert.rejects(
    app.db.transaction(async () => {
      await correct(author, 'urgency', '3');
      throw new Error('the machine fails');
    }),
    /the machine fails/,
  );
  assert.equal((await factors(author))['urgency'], undefined);
  assert.deepEqual(await history(author), []);
});
