/** A question is answered with an article, the article learns it, and the next customer's question finds it first; on a real account server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../helpers/app.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { startTestNetwork, type TestAccount, type TestNetwork } from '../helpers/pds.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';

const FIRST = 'Lumora box under the stairs blinks amber since noon, what now?';
const NEXT = 'hey Lumora why does the box blink amber all day';
const closing: (() => Promise<unknown>)[] = [];
let network: TestNetwork;
let brand: TestAccount;
let customers: [TestAccount, TestAccount];
let program: Program;
let client: Client;

before(async () => {
  network = await startTestNetwork();
  closing.push(() => network.close());
  customers = [await network.createAccount('nadia'), await network.createAccount('tomas')];
  brand = await network.createAccount('lumora');
  const folder = await temporaryData();
  closing.push(() => folder.remove());
  program = await startProgram({
    RAPPORT_DATA: folder.path,
    PORT: String(await freePort()),
    RAPPORT_ALLOW: network.hosts.join(','),
  });
  closing.push(() => program.end('SIGKILL'));
  client = await becomeOwner(program.url, program.ownerLink);
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

interface Suggestion {
  kind: string;
  id: string;
  insert: string;
  useId: string | null;
  because: { words: string[]; hasAnswered: boolean };
}

test('question → suggestion → answer → solved → the next similar question finds the article first', async () => {
  await listen();
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

async function listen(): Promise<void> {
  await client.put('/brand', { name: 'Lumora', handles: ['lumora.test'] });
  const { topics } = await client.get('/brand/suggestions');
  for (const topic of topics) await client.post('/topics', topic);
  await client.post('/brand/accounts', {
    network: 'bluesky',
    service: network.url,
    identifier: '@lumora.test',
    password: await brand.createAppPassword(),
  });
  const source = await client.post('/sources', { kind: 'bluesky-repos', config: { service: network.url } });
  await eventually('the server is read', async () => {
    await customers[0].post('Good morning');
    return (await client.get(`/sources/${source.id}`)).lastItemAt ?? undefined;
  });
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

/** Asks until there is an answer, and answers it. */
async function eventually<T>(description: string, find: () => Promise<T | undefined>): Promise<T> {
  let found: T | undefined;
  await until(
    description,
    async () => {
      found = await find();
      if (found === undefined) await pause(100);
      return found !== undefined;
    },
    30_000,
  );
  return found!;
}
