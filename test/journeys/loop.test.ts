/** The whole loop with one customer, on a real account server of the AT Protocol. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AgentDesk, openAgentDesk } from '../helpers/agent-desk.ts';
import { buildScreens } from '../helpers/chromium.ts';
import type { Client } from '../helpers/client.ts';
import { eventually, listenFor, type Listening, startListening } from '../helpers/listening.ts';
import type { TestAccount } from '../helpers/pds.ts';
import { doNow, withDatabase } from '../helpers/waiting-jobs.ts';
import { solveByKeyboard } from './loop-solved.ts';

const COMPLAINT = 'My Lumora router keeps dropping the line since Monday. Is anybody there?';
const ANSWER = 'Sorry about that, @customer.test! Steps are at https://lumora.example/line #help 💡';
let place: Listening | undefined;
let customer: TestAccount;
let brand: TestAccount;
let data: string;
let client: Client;
let agent: AgentDesk | undefined;

before(async () => {
  await buildScreens();
  place = await startListening();
  const { network } = place;
  [customer, brand] = [await network.createAccount('customer'), await network.createAccount('lumora')];
  ({ client, data } = place);
  agent = await openAgentDesk(client);
});

after(async () => {
  await agent?.close();
  await place?.close();
});

const conversationWhere = (description: string, isIt: (row: Conversation) => boolean) =>
  eventually(description, async () => {
    const { items } = (await client.get('/inbox?status=any')) as { items: Conversation[] };
    return items.find(isIt);
  });

interface Conversation {
  id: string;
  status: string;
  excerpt: string;
  priority: number;
  factors: { key: string; points: number; reason: string }[];
  waitingSince: string | null;
  isGone: boolean;
}

describe('the loop', () => {
  test('a customer is heard, answered once, heard again, helped, asked once, and forgotten on request', async () => {
    await setUp();
    const asked = await customer.post(COMPLAINT, { langs: ['en'] });
    const conversation = await hear(asked);
    const answer = await reply(conversation, asked);
    await hearBack(conversation, asked, answer);
    await solveByKeyboard({ client, data, brand, agent: agent! }, conversation.id);
    await forget(conversation, asked);
  });
});

async function setUp(): Promise<void> {
  const account = await listenFor(place!, brand, customer);
  assert.equal(account.externalId, brand.did);
  assert.equal(account.state, 'connected');
}

async function hear(asked: { uri: string }): Promise<Conversation> {
  const row = await conversationWhere(
    'the complaint is in the inbox',
    ({ excerpt }) => excerpt === COMPLAINT,
  );
  assert.equal(row.status, 'open');
  assert.notEqual(row.waitingSince, null);
  const keys = row.factors.map(({ key }) => key);
  assert.ok(keys.includes('question'), `it is a question: ${keys.join()}`);
  assert.ok(keys.includes('brand-topic'), `it names the brand: ${keys.join()}`);
  assert.ok(row.factors.every(({ reason }) => reason !== ''));
  const sum = row.factors.reduce((points, factor) => points + factor.points, 0);
  assert.ok(Math.abs(sum - row.priority) <= 1, `${sum} points make ${row.priority}`);
  const { thread, author } = await client.get(`/inbox/${row.id}`);
  assert.deepEqual(
    thread.map(({ externalId, text }: Post) => [externalId, text]),
    [[asked.uri, COMPLAINT]],
  );
  assert.equal(author.handle, 'customer.test');
  assert.ok((await tablesWith('dropping')).includes('public.posts'), 'the search below can find it');
  const { items } = await client.get('/inbox?status=any');
  assert.equal(items.length, 1, 'what does not name the brand opens nothing');
  return row;
}

interface Post {
  id: string;
  externalId: string;
  text: string;
  isOwn: boolean;
  deletedAt: string | null;
}

async function reply(conversation: Conversation, asked: { uri: string; cid: string }): Promise<Receipt> {
  const { thread } = await client.get(`/inbox/${conversation.id}`);
  const [account] = (await client.get('/brand/accounts')).items;
  const wish = { text: ANSWER, postId: thread[0].id, accountId: account.id, idempotencyKey: 'loop-answer-1' };
  const [first, second] = await Promise.all([
    client.post(`/inbox/${conversation.id}/replies`, wish),
    client.post(`/inbox/${conversation.id}/replies`, wish),
  ]);
  assert.equal(first.id, second.id, 'asked twice with one key, queued once');
  const sent = await eventually('the reply is sent', async () => {
    const view = await client.get(`/replies/${first.id}`);
    return view.state === 'sent' ? view : undefined;
  });
  await checkOnNetwork(sent.receipt, asked);
  return sent.receipt;
}

interface Receipt {
  externalId: string;
  url: string;
}

/** What stands in the brand's own repository, asked of the server itself. */
async function checkOnNetwork(receipt: Receipt, asked: { uri: string; cid: string }): Promise<void> {
  const standing = await brand.list();
  assert.deepEqual(
    standing.map(({ uri }) => uri),
    [receipt.externalId],
    'it stands once',
  );
  const { value } = standing[0]!;
  assert.equal(value['text'], ANSWER);
  const parent = { uri: asked.uri, cid: asked.cid };
  assert.deepEqual(value['reply'], { root: parent, parent });
  const bytes = Buffer.from(ANSWER);
  const facets = value['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[];
  assert.deepEqual(
    facets.map(({ index, features }) => [
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features,
    ]),
    [
      [
        'https://lumora.example/line',
        [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://lumora.example/line' }],
      ],
      ['@customer.test', [{ $type: 'app.bsky.richtext.facet#mention', did: customer.did }]],
      ['#help', [{ $type: 'app.bsky.richtext.facet#tag', tag: 'help' }]],
    ].toSorted((a, b) => ANSWER.indexOf(a[0] as string) - ANSWER.indexOf(b[0] as string)),
  );
  const rkey = receipt.externalId.split('/').at(-1)!;
  assert.equal(receipt.url, `https://bsky.app/profile/${brand.did}/post/${rkey}`);
}

async function hearBack(
  conversation: Conversation,
  asked: { uri: string; cid: string },
  answer: Receipt,
): Promise<void> {
  const waiting = await client.get(`/inbox/${conversation.id}`);
  assert.equal(waiting.status, 'waiting');
  assert.equal(waiting.waitingSince, null, 'the last word is ours');
  const ours = await brand.read(answer.externalId);
  const parent = { uri: answer.externalId, cid: ours!.cid };
  const thanks = 'That did it, thank you. But the light still blinks?';
  const back = await customer.post(thanks, { reply: { root: asked, parent } });
  const reopened = await conversationWhere('it is open again', ({ status }) => status === 'open');
  assert.equal(reopened.id, conversation.id, 'the same conversation');
  assert.equal(reopened.excerpt, thanks);
  assert.notEqual(reopened.waitingSince, null);
  const { thread } = await client.get(`/inbox/${conversation.id}`);
  assert.deepEqual(
    thread.map(({ externalId, isOwn }: Post) => [externalId, isOwn]),
    [
      [asked.uri, false],
      [answer.externalId, true],
      [back.uri, false],
    ],
    "the network's own copy of the reply came by and changed nothing",
  );
}

/** The customer deletes the complaint: nobody can read it any more, anywhere; with the next minute's count it is in no figure either. */
async function forget(conversation: Conversation, asked: { uri: string }): Promise<void> {
  await counted('what is counted names her words', (tables) => tables.includes('public.trend_hours'));
  await customer.remove(asked.uri);
  const thread = await eventually('the deletion was heard', async () => {
    const { thread } = (await client.get(`/inbox/${conversation.id}`)) as { thread: Post[] };
    return thread[0]!.deletedAt === null ? undefined : thread;
  });
  assert.equal(thread[0]!.text, '');
  for (const path of ['/inbox?status=any', `/inbox/${conversation.id}`, '/stream', `/posts/${thread[0]!.id}`])
    assert.ok(!JSON.stringify(await client.get(path)).includes('dropping'), `${path} still tells it`);
  await counted('no table holds it', (tables) => tables.length === 0);
}

/** Counts as the clock does each minute until it is so; an hour that was just counted rests for a moment before it is counted again. */
async function counted(description: string, isSo: (tables: string[]) => boolean): Promise<void> {
  await eventually(description, async () => {
    for (const job of ['posts.count', 'trends.count']) await doNow(data, job);
    return isSo(await tablesWith('dropping')) || undefined;
  });
}

/** Every table of ours with a row that holds these words, whatever the column. */
function tablesWith(words: string): Promise<string[]> {
  return withDatabase(data, async (database) => {
    const { rows } = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const hit = await database.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [
        `%${words}%`,
      ]);
      if (hit.rows.length > 0) found.push(name);
    }
    return found;
  });
}
