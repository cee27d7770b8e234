/** One customer writes in public, by mail and in the chat: one person by a colleague's decision, one case, each answer once where she wrote; and all of it taken apart again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AgentDesk, openAgentDesk } from '../helpers/agent-desk.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { type Client, Refused } from '../helpers/client.ts';
import { FAKE_PASSWORD, type FakeMail, startFakeMail } from '../helpers/fake-mail.ts';
import { eventually, listenFor, type Listening, startListening } from '../helpers/listening.ts';
import type { TestAccount } from '../helpers/pds.ts';
import { beginChat, type Chat } from './one-case-chat.ts';

const DESK = 'help@lumora.example';
const MARA = 'mara@customer.example';
const NAME = 'Mara Voss';
const SAID = {
  bluesky: 'Lumora, where is my router? It should have come on Monday.',
  mail: 'My order is 4711. I am @mara.test, I asked you in public.',
  chat: 'Hello, is there any news of order 4711?',
};
const NETWORKS = ['bluesky', 'mail', 'chat'] as const;
type Network = (typeof NETWORKS)[number];

let place: Listening;
let client: Client;
let mail: FakeMail;
let mara: TestAccount;
let brand: TestAccount;
let chat: Chat;
let agent: AgentDesk;
const closing: (() => Promise<unknown>)[] = [];

before(async () => {
  await buildScreens();
  mail = await startFakeMail({ mailbox: DESK });
  closing.push(() => mail.close());
  place = await startListening(mail.hosts);
  closing.push(() => place.close());
  ({ client } = place);
  [mara, brand] = [await place.network.createAccount('mara'), await place.network.createAccount('lumora')];
  await mara.put('app.bsky.actor.profile', 'self', { displayName: NAME });
  await listenFor(place, brand, mara);
  await readMail();
  agent = await openAgentDesk(client);
  closing.push(() => agent.close());
});
after(async () => {
  for (const close of closing.toReversed()) await close();
});

async function readMail(): Promise<void> {
  const hosts = { imapHost: '127.0.0.1', smtpHost: '127.0.0.1', imapSecurity: 'none', smtpSecurity: 'none' };
  const settings = { ...hosts, imapPort: mail.imapPort, smtpPort: mail.smtpPort };
  const mailbox = { network: 'mail', identifier: DESK, password: FAKE_PASSWORD, settings };
  await client.post('/brand/accounts', mailbox);
  await client.post('/sources', { kind: 'mail', config: { mailbox: DESK } });
}

/** Somebody who is called Mara Voss writes a mail; it came some minutes ago. */
function write(from: string, text: string): void {
  const at = new Date(Date.now() - 120_000).toUTCString();
  const id = `${from.replace('@', '.')}@customer.example`;
  mail.put(
    `From: ${NAME} <${from}>\r\nTo: ${DESK}\r\nSubject: Router\r\nMessage-ID: <${id}>\r\nDate: ${at}\r\n\r\n${text}\r\n`,
  );
}

interface Row {
  id: string;
  author: { id: string; handle: string | null };
}

const heard = (text: string) =>
  eventually(`“${text}” is in the inbox`, async () => {
    const { items } = (await client.get('/inbox?status=any')) as { items: (Row & { excerpt: string })[] };
    return items.find(({ excerpt, author }) => excerpt.includes(text) && author.handle !== 'unknown');
  });
const personOf = (row: Row) => client.get(`/persons/${row.author.id}`);
const networksOf = async (row: Row): Promise<string[]> =>
  (await personOf(row)).accounts.map(({ network }: { network: string }) => network).toSorted();
const statusesOf = async (rows: readonly Row[]): Promise<string[]> =>
  Promise.all(rows.map(async ({ id }) => (await client.get(`/inbox/${id}`)).status));
const caseOf = async (row: Row): Promise<string | undefined> =>
  (await client.get(`/inbox/${row.id}`)).case?.id;

test('one person, three channels, one case', async (t) => {
  const rows = {} as Record<Network, Row>;
  let other: Row;
  let caseId: string;

  await t.test('she is heard on each, and her name joins nothing', async () => {
    const createdAt = new Date(Date.now() - 180_000).toISOString();
    await mara.post(SAID.bluesky, { langs: ['en'], createdAt });
    rows.bluesky = await heard(SAID.bluesky);
    await eventually('her handle is known', async () =>
      (await personOf(rows.bluesky)).accounts[0].handle === 'mara.test' ? true : undefined,
    );
    write('m.voss@elsewhere.example', 'Somebody else of this name.');
    write(MARA, SAID.mail);
    chat = await beginChat(place.program.url, client, NAME);
    await chat.say(SAID.chat);
    rows.mail = await heard(SAID.mail);
    rows.chat = await heard(SAID.chat);
    other = await heard('Somebody else of this name.');
    for (const network of NETWORKS) assert.deepEqual(await networksOf(rows[network]), [network]);
    assert.deepEqual(await networksOf(other), ['mail']);
    for (const row of [...Object.values(rows), other]) assert.equal(await caseOf(row), undefined);
  });

  await t.test('a colleague joins her accounts by what speaks for it, and takes it back', async () => {
    const [suggested, ...more] = await eventually('what she said of herself is heard', async () => {
      const { items } = await client.get('/persons/suggestions');
      return items.length > 0 ? items : undefined;
    });
    assert.deepEqual(more, [], 'nothing speaks for anybody else');
    assert.deepEqual(
      suggested.evidence.map(({ kind, value }: { kind: string; value: string }) => [kind, value]),
      [['says-so', '@mara.test']],
    );
    const leadAccountId = rows.bluesky.author.id;
    await client.post(`/persons/suggestions/${suggested.id}/accept`, { leadAccountId });
    assert.deepEqual(await networksOf(rows.mail), ['bluesky', 'mail']);
    const accountIds = [leadAccountId, rows.chat.author.id];
    await assert.rejects(client.post('/persons/join', { accountIds, leadAccountId }), Refused, 'no reason');
    const wish = { accountIds, leadAccountId, reason: 'She named the same order' };
    const { changeId } = await client.post('/persons/join', wish);
    assert.deepEqual(await networksOf(rows.chat), ['bluesky', 'chat', 'mail']);
    const undone = await client.post(`/persons/changes/${changeId}/undo`);
    assert.deepEqual(await networksOf(rows.chat), ['chat']);
    assert.deepEqual(await networksOf(rows.bluesky), ['bluesky', 'mail']);
    await client.post(`/persons/changes/${undone.changeId}/undo`);
    assert.deepEqual(await networksOf(rows.bluesky), ['bluesky', 'chat', 'mail']);
    assert.deepEqual(await networksOf(other), ['mail'], 'her namesake stays alone');
  });

  await t.test('the case has what she said everywhere, in order', async () => {
    const conversationIds = NETWORKS.map((network) => rows[network].id);
    caseId = (await client.post('/cases', { conversationIds })).items[0].id;
    const { threads, said } = await client.get(`/cases/${caseId}`);
    assert.equal(threads, 3);
    assert.deepEqual(
      said.map(({ side, network }: { side: string; network: string }) => [side, network]),
      NETWORKS.map((network) => ['customer', network]),
    );
    for (const [at, network] of NETWORKS.entries()) assert.ok(said[at].text.includes(SAID[network]));
    assert.equal(await caseOf(other), undefined);
  });

  await t.test('each answer leaves once, where she wrote, by the account of that channel', async () => {
    const accounts = (await client.get('/brand/accounts')).items as { id: string; network: string }[];
    const accountOn = (wanted: Network) =>
      wanted === 'chat' ? chat.accountId : accounts.find(({ network }) => network === wanted)!.id;
    const answer = async (network: Network, accountId = accountOn(network)) => {
      const { thread } = await client.get(`/inbox/${rows[network].id}`);
      const wish = { text: `It leaves today, by ${network}.`, postId: thread[0].id, accountId };
      return client.post(`/inbox/${rows[network].id}/replies`, { ...wish, idempotencyKey: `one-${network}` });
    };
    await assert.rejects(answer('mail', accountOn('bluesky')), Refused, 'a mail is not answered in public');
    const ids = await Promise.all(
      NETWORKS.map(async (network) => {
        const [first, second] = await Promise.all([answer(network), answer(network)]);
        assert.equal(first.id, second.id);
        return first.id as string;
      }),
    );
    for (const id of ids)
      await eventually('it is sent', async () =>
        (await client.get(`/replies/${id}`)).state === 'sent' ? true : undefined,
      );
    const posts = (await brand.list()).map(({ value }) => value['text']);
    assert.deepEqual(posts, ['It leaves today, by bluesky.']);
    assert.deepEqual(
      mail.delivered.map(({ to, bytes }) => [to, bytes.includes('It leaves today, by mail.')]),
      [[[MARA], true]],
    );
    assert.deepEqual(await chat.answers(), ['It leaves today, by chat.']);
  });

  await t.test('solving it is done with all of it, and undo with none', async () => {
    const all = Object.values(rows);
    const { undo } = await client.patch(`/cases/${caseId}`, { status: 'solved' });
    assert.deepEqual(await statusesOf(all), ['done', 'done', 'done']);
    assert.deepEqual(await statusesOf([other]), ['open']);
    await client.post('/cases/undo', { undo });
    assert.deepEqual(await statusesOf(all), ['waiting', 'waiting', 'waiting']);
    await client.patch(`/cases/${caseId}`, { status: 'solved' });
  });

  await t.test('a split brings a conversation apart, and undo back', async () => {
    const { undo } = await client.post(`/cases/${caseId}/split`, { conversationIds: [rows.chat.id] });
    const apart = await caseOf(rows.chat);
    assert.ok(apart !== undefined && apart !== caseId);
    assert.equal((await client.get(`/cases/${caseId}`)).threads, 2);
    await client.post('/cases/undo', { undo });
    assert.equal(await caseOf(rows.chat), caseId);
    const { id: accountId } = rows.chat.author;
    const split = await client.post('/persons/split', { accountId, reason: 'Her brother wrote there' });
    assert.deepEqual(await networksOf(rows.chat), ['chat']);
    await client.post(`/persons/changes/${split.changeId}/undo`);
    assert.deepEqual(await networksOf(rows.chat), ['bluesky', 'chat', 'mail']);
  });

  await t.test('the agent sees one solved case of one person', async () => {
    const { page } = agent;
    await page.goto(`/cases/${caseId}`);
    await page.getByRole('button', { name: 'Open again' }).waitFor();
    const lines = await page.locator('.case-line').allTextContents();
    const at = NETWORKS.map((network) => lines.findIndex((line) => line.includes(SAID[network])));
    assert.deepEqual(at, [0, 1, 2], lines.join(' | '));
    assert.equal(lines.filter((line) => line.includes('It leaves today')).length, 3);
    assert.equal(await page.locator('.case-thread').count(), 3);
    await page.locator('.person-accounts > li').nth(2).waitFor();
    assert.equal(await page.locator('.person-accounts > li').count(), 3);
    assert.deepEqual(await agent.problems(), []);
  });
});
