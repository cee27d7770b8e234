/** A question is answered with an article, the article learns it, and the next customer's question finds it first; on a real account server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '../helpers/client.ts';
import { eventually, listenFor, type Listening, startListening } from '../helpers/listening.ts';
import type { TestAccount } from '../helpers/pds.ts';
import type { Program } from '../helpers/program.ts';

const FIRST = 'Lumora box under the stairs blinks amber since noon, what now?';
const NEXT = 'hey Lumora why does the box blink amber all day';
let place: Listening | undefined;
let brand: TestAccount;
let customers: [TestAccount, TestAccount];
let program: Program;
let client: Client;

before(async () => {
  place = await startListening();
  const { network } = place;
  customers = [await network.createAccount('nadia'), await network.createAccount('tomas')];
  brand = await network.createAccount('lumora');
  ({ client, program } = place);
});

after(() => place?.close());

interface Suggestion {
  kind: string;
  id: string;
  insert: string;
  useId: string | null;
  because: { words: string[]; hasAnswered: boolean };
}

test('question → suggestion → answer → solved → the next similar question finds the article first', async () => {
  await listenFor(place!, brand, customers[0]);
  const router = await article(
    'What the lights of the hub mean',
    'Green: all is well. Amber: it waits for the line. Restart it once.',
  );
  const app = await article(
    'Box office: blinking tickets in the app',
    'Open the ticket, hold the box to the reader, what blinks is checked now.',
  );
  const { name: _name, url: _url, ...centre } = await client.get('/knowledge/centre');
  await client.put('/knowledge/centre', { ...centre, name: 'Lumora help', isOpen: true });

  const first = await ask(customers[0], FIRST);
  const before = await suggestionsFor(first, (items) => items.some(({ id }) => id === router));
  assert.notEqual(before.find(({ kind }) => kind === 'article')?.id, router, 'its words lead elsewhere');
  const wanted = before.find(({ id }) => id === router)!;
  assert.match(wanted.insert, /\/help\/en\/what-the-lights-of-the-hub-mean$/);
  const use = await client.post('/knowledge/uses', {
    conversationId: first,
    articleId: router,
    language: 'en',
    how: 'link',
  });
  await answer(first, `It is waiting for the line. ${wanted.insert}`);
  await client.patch(`/inbox/${first}`, { status: 'done' });
  await eventually('the article has learned', async () =>
    (await client.get(`/knowledge/articles/${router}`)).learned === 1 ? true : undefined,
  );

  const next = await ask(customers[1], NEXT);
  const [best] = await suggestionsFor(next, ([one]) => one?.id === router);
  assert.equal(best!.because.hasAnswered, true);
  assert.ok(best!.because.words.includes('amber'), best!.because.words.join());
  const help = await (
    await fetch(`${program.url}/help/en/search?q=${encodeURIComponent('box blinks amber')}`)
  ).text();
  assert.ok(help.indexOf('what-the-lights') < help.indexOf('box-office'), 'readers find it first, too');

  await client.delete(`/knowledge/uses/${use.id}`);
  await suggestionsFor(next, (items) => items.find(({ kind }) => kind === 'article')?.id !== router);
  assert.equal((await client.get(`/knowledge/articles/${router}`)).learned, 0);
  assert.ok(app);
  await read();
});

/** A reader follows a search to an article and says that it helped. */
async function read(): Promise<void> {
  const page = await (await fetch(`${program.url}/help/en/search?q=lights`)).text();
  const link = /href="(\/help\/en\/what-the-lights[^"]*)"/.exec(page)![1]!;
  const answer = await fetch(`${program.url}${link}`);
  assert.equal(answer.status, 200);
  const helped = await fetch(`${program.url}${link.split('?')[0]}/vote`, {
    method: 'POST',
    body: new URLSearchParams({ helped: 'yes' }),
    redirect: 'manual',
  });
  assert.deepEqual([helped.status, helped.headers.get('location')], [303, '/help/en/thanks']);
  const { totals } = await client.get('/knowledge/figures');
  assert.deepEqual(
    [totals.searches, totals.views, totals.viewsFromSearch, totals.helpful, totals.used],
    [2, 1, 1, 1, 1],
  );
}

async function article(title: string, body: string): Promise<string> {
  const { id } = await client.post('/knowledge/articles', { title, body, language: 'en' });
  await client.post(`/knowledge/articles/${id}/texts/en/publish`);
  return id;
}

/** Posts on the network; answers the conversation that comes of it. */
async function ask(customer: TestAccount, text: string): Promise<string> {
  await customer.post(text, { langs: ['en'] });
  const row = await eventually(`“${text}” is in the inbox`, async () => {
    const { items } = (await client.get('/inbox?status=any')) as { items: { id: string; excerpt: string }[] };
    return items.find(({ excerpt }) => excerpt === text);
  });
  return row.id;
}

function suggestionsFor(id: string, isRight: (items: Suggestion[]) => boolean): Promise<Suggestion[]> {
  return eventually('the right suggestions', async () => {
    const { items } = (await client.get(`/knowledge/suggestions?conversation=${id}`)) as {
      items: Suggestion[];
    };
    return isRight(items) ? items : undefined;
  });
}

async function answer(conversation: string, text: string): Promise<void> {
  const { thread } = await client.get(`/inbox/${conversation}`);
  const [account] = (await client.get('/brand/accounts')).items;
  const wish = { text, postId: thread[0].id, accountId: account.id, idempotencyKey: 'knowledge-1' };
  const { id } = await client.post(`/inbox/${conversation}/replies`, wish);
  await eventually('the answer is sent', async () =>
    (await client.get(`/replies/${id}`)).state === 'sent' ? true : undefined,
  );
}
