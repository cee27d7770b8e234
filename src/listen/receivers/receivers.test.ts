import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { type Mapping, postsOf, Unreadable, valueAt } from './mapping.ts';
import { receive, takeAgain, tidyReceiverLog } from './receive.ts';
import { receiverInput } from './schema.ts';
import {
  addReceiver,
  changeReceiver,
  listReceiverLog,
  listReceivers,
  removeReceiver,
  renewAddress,
  tryMapping,
} from './service.ts';

let place: TestApp;
before(async () => {
  place = await createTestApp();
});
after(() => place.close());

const REVIEW: Mapping = {
  kind: 'review',
  fields: {
    id: 'review.id',
    text: 'review.body',
    title: '{review.stars} of 5: {review.headline}',
    authorId: 'review.customer.id',
    authorName: '{review.customer.first} {review.customer.last}',
    createdAt: 'review.at',
    url: 'review.link',
  },
};
const review = (id: number, more: object = {}) => ({
  review: {
    id,
    body: 'The left shoe came twice.',
    stars: 2,
    headline: 'Odd',
    customer: { id: 77, first: 'Maya', last: 'Reyes' },
    at: '2026-11-20T10:00:00Z',
    link: 'https://shop.example/r/1',
    ...more,
  },
});
const add = async (more: object = {}) => {
  const made = await addReceiver(
    place.app,
    systemActor,
    receiverInput.parse({
      name: 'Shop',
      signature: { scheme: 'none' },
      mapping: REVIEW,
      isPrivate: true,
      ...more,
    }),
  );
  const token = made.address!.split('/').at(-1)!;
  const post = (message: unknown, headers: Record<string, string> = {}) =>
    receive(
      place.app,
      token,
      headers,
      Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)),
    );
  return { ...made, token, post };
};
const postsIn = async (id: string) =>
  place.app.db.query<{ external_id: string; text: string; title: string; is_private: boolean }>(
    'select external_id, text, title, is_private from posts where origin = $1 order by external_id',
    [`receiver:${id}`],
  );
const logOf = async (id: string) => (await listReceiverLog(place.app, id, { limit: 50 })).items;

test('a message becomes a post by its mapping, once, however often it is sent', async () => {
  const { id, post } = await add();
  assert.deepEqual(await post(review(1)), { posts: 1, isKnown: false });
  assert.deepEqual(await post(review(1)), { posts: 1, isKnown: true });
  await Promise.all(Array.from({ length: 5 }, () => post(review(2))));
  const posts = await postsIn(id);
  assert.deepEqual(
    posts.map((row) => [row.external_id, row.text, row.title, row.is_private]),
    [
      ['1', 'The left shoe came twice.', '2 of 5: Odd', true],
      ['2', 'The left shoe came twice.', '2 of 5: Odd', true],
    ],
  );
  assert.equal((await logOf(id)).length, 2);
  const view = (await listReceivers(place.app)).find((one) => one.id === id);
  assert.deepEqual([view!.taken, view!.refused], [2, 0]);
});

test('a later state replaces an earlier one, also when the earlier comes last', async () => {
  const { id, post } = await add({
    mapping: { ...REVIEW, fields: { ...REVIEW.fields, updatedAt: 'review.changed' } },
  });
  await post(review(1, { changed: '2026-11-20T12:00:00Z', body: 'second' }));
  await post(review(1, { changed: '2026-11-20T11:00:00Z', body: 'first' }));
  assert.deepEqual(
    (await postsIn(id)).map(({ text }) => text),
    ['second'],
  );
  await post(review(1, { changed: '2026-11-20T13:00:00Z', body: 'third' }));
  assert.deepEqual(
    (await postsIn(id)).map(({ text }) => text),
    ['third'],
  );
});

test('a list is many posts, all or none; what is wrong is said with its name, kept, and taken once the mapping is mended', async () => {
  const { id, post } = await add({ mapping: { ...REVIEW, items: 'data' } });
  const bad = { data: [review(1), { review: { id: 2 } }] };
  await assert.rejects(post(bad), {
    code: 'receiver.unreadable',
    message: /Post 2: Nothing was found for “text”/,
  });
  assert.deepEqual(await postsIn(id), []);
  const [line] = await logOf(id);
  assert.deepEqual([line!.outcome, JSON.parse(line!.payload)], ['refused', bad]);
  await assert.rejects(takeAgain(place.app, systemActor, id, line!.id), { code: 'receiver.unreadable' });
  const fields = { ...REVIEW.fields, text: '{review.body} #{review.id}' };
  await changeReceiver(
    place.app,
    systemActor,
    id,
    receiverInput.parse({
      name: 'Shop',
      signature: { scheme: 'none' },
      mapping: { kind: 'review', items: 'data', fields: { ...fields, authorId: '{review.customer.id}-' } },
      isPrivate: true,
    }),
  );
  assert.deepEqual(await takeAgain(place.app, systemActor, id, line!.id), { posts: 2, isKnown: false });
  assert.equal((await postsIn(id)).length, 2);
  assert.deepEqual(
    (await logOf(id)).map(({ outcome }) => outcome),
    ['taken'],
  );
  await assert.rejects(takeAgain(place.app, systemActor, id, line!.id), { code: 'receiver.no_message' });
});

test('only who signs as agreed is heard: the library of Standard Webhooks, replays and forgeries', async () => {
  const { id, secret, post } = await add({ signature: { scheme: 'standard' } });
  const hook = new Webhook(secret!);
  const signed = (body: string, at = new Date(), messageId = 'msg_1') => ({
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': hook.sign(messageId, at, body),
  });
  const body = JSON.stringify(review(1));
  assert.deepEqual(await post(body, signed(body)), { posts: 1, isKnown: false });
  assert.equal((await post(body, signed(body))).isKnown, true);
  const refused = { code: 'receiver.unsigned' };
  await assert.rejects(post(body), refused);
  await assert.rejects(post(body.replace('left', 'right'), signed(body)), refused);
  await assert.rejects(post(body, signed(body, new Date(Date.now() - 600_000))), refused);
  await assert.rejects(post(body, signed(body, new Date(Date.now() + 600_000))), refused);
  await assert.rejects(post(body, { ...signed(body), 'webhook-timestamp': 'NaN' }), refused);
  await assert.rejects(post(body, { ...signed(body), 'webhook-id': 'msg_2' }), refused);
  assert.equal((await logOf(id)).length, 1, 'strangers cannot fill the log');
});

test('an HMAC in a header of the sender, as GitHub does it', async () => {
  const secret = 'a secret of the sender';
  const { post } = await add({
    signature: { scheme: 'hmac', header: 'X-Hub-Signature-256', prefix: 'sha256=', encoding: 'hex' },
    secret,
  });
  const body = JSON.stringify(review(1));
  const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  assert.equal((await post(body, { 'x-hub-signature-256': right })).posts, 1);
  await assert.rejects(post(body, { 'x-hub-signature-256': right.replace(/.$/, '0x') }), {
    code: 'receiver.unsigned',
  });
  await assert.rejects(post(body), { code: 'receiver.unsigned', message: /X-Hub-Signature-256 is missing/ });
  await assert.rejects(add({ signature: { scheme: 'hmac', header: 'x-sig' } }), {
    code: 'receiver.secret_missing',
  });
});

test('who overhears a message signed by an HMAC cannot bring it in again under another id', async () => {
  const secret = 'a secret of the sender';
  const fields = { id: 'i', text: 't', authorName: 'n' };
  const { id, post } = await add({
    signature: { scheme: 'hmac', header: 'x-sig' },
    secret,
    mapping: { kind: 'review', fields },
  });
  const send = (t: string, messageId: string) => {
    const body = JSON.stringify({ i: 1, t, n: 'Ana' });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return post(body, { 'x-sig': signature, 'idempotency-key': messageId });
  };
  await send('You are thieves', 'a');
  await send('Sorry, found it', 'b');
  assert.equal((await send('You are thieves', 'c')).isKnown, true);
  assert.deepEqual(
    (await postsIn(id)).map(({ text }) => text),
    ['Sorry, found it'],
  );
});

test('a secret from which no key can be made is refused, since anybody could sign with it', async () => {
  for (const secret of ['whsec_!!!!!!!!!!', '!!!!????!!!!', 'whsec_c2hvcnQ=', 'my secret words are here'])
    await assert.rejects(add({ signature: { scheme: 'standard' }, secret }), {
      code: 'receiver.secret_weak',
    });
  const made = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const { post } = await add({
    signature: { scheme: 'standard' },
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  });
  const body = JSON.stringify(review(1));
  const at = new Date();
  const headers = {
    'webhook-id': 'm',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': made.sign('m', at, body),
  };
  assert.equal((await post(body, headers)).posts, 1);
});

test('messages whose long ids only end differently are two', async () => {
  const { post } = await add();
  const long = 'x'.repeat(400);
  for (const end of ['a', 'b'])
    assert.equal((await post(review(end.charCodeAt(0)), { 'webhook-id': `${long}${end}` })).isKnown, false);
});

test('a large message that was refused is kept whole, stands in the log once, and is taken later', async () => {
  const { id, post } = await add({ mapping: { ...REVIEW, items: 'data' } });
  const large = { review: review(1, { body: 'x'.repeat(90_000) }).review };
  for (let again = 0; again < 3; again++)
    await assert.rejects(post(large), { code: 'receiver.unreadable', message: /no list at “data”/ });
  const lines = await logOf(id);
  assert.deepEqual([lines.length, lines[0]!.payload.length], [1, 65_536]);
  await changeReceiver(
    place.app,
    systemActor,
    id,
    receiverInput.parse({ name: 'Shop', signature: { scheme: 'none' }, mapping: REVIEW, isPrivate: true }),
  );
  assert.equal((await takeAgain(place.app, systemActor, id, lines[0]!.id)).posts, 1);
  assert.equal((await postsIn(id))[0]!.text.length, 90_000);
});

test('an address can be renewed, switched off and ended', async () => {
  const { id, token, post } = await add();
  const { address } = await renewAddress(place.app, systemActor, id);
  await assert.rejects(post(review(1)), { code: 'receiver.unknown' });
  const renewed = address!.split('/').at(-1)!;
  assert.notEqual(renewed, token);
  const input = {
    name: 'Shop',
    signature: { scheme: 'none' },
    mapping: REVIEW,
    isPrivate: true,
    isOn: false,
  };
  await changeReceiver(place.app, systemActor, id, receiverInput.parse(input));
  const body = Buffer.from(JSON.stringify(review(1)));
  await assert.rejects(receive(place.app, renewed, {}, body), { code: 'receiver.off' });
  await removeReceiver(place.app, systemActor, id);
  await assert.rejects(receive(place.app, renewed, {}, body), { code: 'receiver.unknown' });
  const [stored] = await place.app.db.query('select id from receivers where token_hash = $1', [renewed]);
  assert.equal(stored, undefined, 'the address is kept as a hash only');
});

test('hostile messages are refused plainly', async () => {
  const { post } = await add();
  const unreadable = { code: 'receiver.unreadable' };
  for (const message of [
    '',
    'no json',
    '[]',
    'null',
    '42',
    '{"review": null}',
    '{"__proto__": {"review": 1}}',
  ])
    await assert.rejects(post(message), unreadable, message);
  await assert.rejects(post(review(1, { at: 'yesterday' })), {
    message: /“createdAt” is no time: yesterday/,
  });
  await assert.rejects(post(review(1, { at: '-271821-04-20T00:00:00Z' })), unreadable);
  const deep = `${'{"review":'.repeat(3000)}1${'}'.repeat(3000)}`;
  await assert.rejects(post(deep), unreadable);
  const odd = review(5, { body: 'a\u0000b \ud800 <script>alert(1)</script>', link: 'javascript:alert(1)' });
  assert.equal((await post(odd)).posts, 1);
});

test('a trial shows what a mapping makes of a sample, and stores nothing', () => {
  const shown = tryMapping(place.app, REVIEW, JSON.stringify(review(9)));
  assert.equal(shown.problem, null);
  assert.deepEqual([shown.posts[0]!.author, shown.posts[0]!.title], ['Maya Reyes', '2 of 5: Odd']);
  assert.match(
    tryMapping(place.app, REVIEW, '{}').problem!,
    /Nothing was found for “text”|Nothing was found for “id”/,
  );
  assert.match(tryMapping(place.app, REVIEW, 'x').problem!, /no JSON/);
});

test('paths find own properties only, and times are read as senders write them', () => {
  assert.equal(valueAt({ a: [{ b: 1 }] }, 'a[0].b'), 1);
  assert.equal(valueAt({ a: [{ b: 1 }] }, 'a.0.b'), 1);
  for (const path of ['constructor', '__proto__', 'a.length.x', 'toString'])
    assert.equal(valueAt({ a: 'x' }, path), undefined);
  const at = (time: unknown) =>
    postsOf(
      { kind: 'post', fields: { id: 'i', text: 't', authorName: 'n', createdAt: 'c' } },
      { i: 1, t: 'x', n: 'Ana', c: time },
      { id: 'r', isPrivate: false },
      new Date(0),
    )[0]!.createdAt.toISOString();
  assert.equal(at('2026-11-20T10:00:00+02:00'), '2026-11-20T08:00:00.000Z');
  assert.equal(at(1_795_363_200), '2026-11-22T16:00:00.000Z');
  assert.equal(at(1_795_363_200_000), '2026-11-22T16:00:00.000Z');
  assert.throws(() => at(5), Unreadable);
});

test('the log forgets after thirty days', async () => {
  const { id, post } = await add();
  await post(review(1));
  await place.app.db.query(`update receiver_log set at = now() - interval '31 days'`);
  await tidyReceiverLog(place.app, new AbortController().signal);
  assert.deepEqual(await logOf(id), []);
});
