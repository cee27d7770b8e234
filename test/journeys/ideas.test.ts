/** An idea travels from a Bluesky post to "shipped" and back to its poster, on a real account server of the AT Protocol. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from '../helpers/client.ts';
import { eventually, listenFor, type Listening, startListening } from '../helpers/listening.ts';
import type { TestAccount } from '../helpers/pds.ts';
import type { Program } from '../helpers/program.ts';

const WISH =
  'I wish Lumora would add one bill for all lines of a family. It would be great if you offered that!';
let place: Listening | undefined;
let customer: TestAccount;
let brand: TestAccount;
let program: Program;
let client: Client;

before(async () => {
  place = await startListening();
  const { network } = place;
  [customer, brand] = [await network.createAccount('wisher'), await network.createAccount('lumora')];
  ({ client, program } = place);
});

after(() => place?.close());

const page = async (path: string) => (await fetch(`${program.url}${path}`)).text();

async function setUp(): Promise<void> {
  await listenFor(place!, brand, customer);
  const settings = await client.get('/community/settings');
  await client.put('/community/settings', { ...settings, isOpen: true });
}

describe('an idea', () => {
  test('travels from a post to "shipped" and back to who said it first', async () => {
    await setUp();
    const said = await customer.post(WISH, { langs: ['en'] });
    const group = await eventually(
      'the suggestion is mined',
      async () => (await client.get('/ideas/mined')).items[0],
    );
    assert.equal(group.post.text, WISH);
    const board = await client.post('/ideas/boards', { name: 'Wishes' });
    const title = 'One bill for all lines of a family';
    const idea = await client.post('/ideas/mined/adopt', {
      postIds: group.postIds,
      boardId: board.id,
      title,
    });
    assert.equal(idea.votes, 1, 'who said it votes for it');
    assert.deepEqual((await client.get('/ideas/mined')).items, []);
    const path = new URL(idea.url).pathname;
    const anonymous = await page(path);
    assert.match(anonymous, /an idea of a customer/);
    assert.ok(!anonymous.includes('wisher'), 'nobody is named without consent');

    await client.put(`/ideas/${idea.id}/status`, {
      status: 'planned',
      reason: 'In spring',
      quarter: '2027-Q2',
    });
    assert.match(await page('/whats-next'), /One bill for all lines/);
    const entry = { title: 'One bill', markdown: 'For all lines.', publishAt: 'now', ideaIds: [idea.id] };
    await client.post('/changelog', entry);
    const asked = await eventually(
      'the reply waits for an approval',
      async () => (await client.get('/approvals?list=decide')).items[0],
    );
    assert.equal((await client.get(`/ideas/${idea.id}`)).status, 'shipped', 'the entry shipped it');
    assert.deepEqual(await brand.list(), [], 'nothing left before somebody approved it');
    const { round, step, offered } = await client.get(`/approvals/${asked.id}`);
    await client.post(`/approvals/${asked.id}/approve`, { round, step, hash: offered[0].hash });
    const standing = await eventually('the reply stands on the network', async () => {
      const posts = await brand.list();
      return posts.length > 0 ? posts : undefined;
    });
    assert.equal(standing.length, 1, 'once');
    const { text, reply } = standing[0]!.value as { text: string; reply: { parent: { uri: string } } };
    assert.ok(text.includes(title) && text.includes(idea.url), text);
    assert.equal(reply.parent.uri, said.uri, 'it answers the post in which it was said');

    await client.put(`/ideas/${idea.id}/status`, { status: 'building', reason: 'Not all of it yet' });
    await client.put(`/ideas/${idea.id}/status`, { status: 'shipped', reason: 'Now all of it' });
    const { tellings } = await client.get(`/ideas/${idea.id}`);
    assert.deepEqual(
      tellings.map(({ state }: { state: string }) => state),
      ['queued'],
      'shipped twice, told once',
    );
    assert.match(await page('/ideas/done'), /One bill for all lines/);
    assert.match(await page('/changelog/feed.atom'), /One bill/);
  });
});
