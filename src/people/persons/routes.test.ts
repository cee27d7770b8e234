import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { personsFeature } from './index.ts';
import type { PersonView } from './schema.ts';
import { anAccount } from './testing/accounts.ts';

let made: TestServer;
let agent: Awaited<ReturnType<TestServer['staff']>>;
before(async () => {
  made = await createTestServer([personsFeature]);
  agent = await made.staff('agent');
});
after(() => made.close());

const API = '/api/v1/persons';
const fine = async <T>(asked: Promise<{ status: number; body: unknown }>): Promise<T> => {
  const { status, body } = await asked;
  assert.ok(status < 300, JSON.stringify(body));
  return body as T;
};

test('find, preview, join, split and undo through the API', async () => {
  const [ana, mail] = [
    await anAccount(made.app, 'bluesky', 'ana.example', 'Ana'),
    await anAccount(made.app, 'mail', 'a.ruiz@home.example', 'A. Ruiz'),
  ];
  const found = await fine<{ items: { id: string }[] }>(agent.get(`${API}/accounts?q=a.ruiz`));
  assert.deepEqual(
    found.items.map(({ id }) => id),
    [mail],
  );
  const wish = { accountIds: [ana, mail], leadAccountId: ana };
  const preview = await fine<{ name: string }>(agent.post(`${API}/preview`, wish));
  assert.equal(preview.name, 'Ana');
  const joined = await fine<{ person: PersonView; changeId: string }>(
    agent.post(`${API}/join`, { ...wish, reason: 'same customer number' }),
  );
  const byPerson = await fine<PersonView>(agent.get(`${API}/${joined.person.key}`));
  const byAccount = await fine<PersonView>(agent.get(`${API}/${mail}`));
  assert.deepEqual(byPerson, byAccount);
  await fine(agent.post(`${API}/split`, { accountId: mail, reason: 'her brother' }));
  const split = await fine<PersonView>(agent.get(`${API}/${ana}`));
  const undo = split.changes.find((change) => change.kind === 'split' && change.canUndo)!;
  const back = await fine<{ person: PersonView }>(agent.post(`${API}/changes/${undo.id}/undo`));
  assert.equal(back.person.key, joined.person.key);
  assert.deepEqual(await fine(agent.get(`${API}/${ana}/timeline`)), { items: [] });
});

test('claims and suggestions through the API', async () => {
  const [a, b] = [
    await anAccount(made.app, 'forum', 'c1.example'),
    await anAccount(made.app, 'mail', 'c2.example'),
  ];
  await fine(agent.post(`${API}/claims`, { accountId: a, key: 'mail', value: 'Me@Home.example' }));
  await fine(agent.post(`${API}/claims`, { accountId: b, key: 'mail', value: 'me@home.example' }));
  const { items } = await fine<{ items: { id: string }[] }>(agent.get(`${API}/suggestions`));
  assert.equal(items.length, 1);
  await fine(agent.post(`${API}/suggestions/${items[0]!.id}/refuse`, { reason: 'a couple' }));
  assert.deepEqual((await fine<{ items: unknown[] }>(agent.get(`${API}/suggestions`))).items, []);
  const { claims } = await fine<PersonView>(agent.get(`${API}/${a}`));
  await fine(agent.delete(`${API}/claims/${claims[0]!.id}`));
});

test('viewers look and change nothing; nobody is nobody; nonsense is refused', async () => {
  const viewer = await made.staff('viewer');
  const a = await anAccount(made.app, 'forum', 'd1.example');
  const b = await anAccount(made.app, 'forum', 'd2.example');
  const wish = { accountIds: [a, b], leadAccountId: a };
  assert.equal((await viewer.get(`${API}/${a}`)).status, 200);
  assert.equal((await viewer.post(`${API}/join`, { ...wish, reason: 'x' })).status, 403);
  assert.equal((await made.browser().get(`${API}/${a}`)).status, 401);
  assert.equal((await agent.post(`${API}/join`, wish)).status, 400, 'a decision needs its reason');
  for (const wrong of ['person_x', 'acct_%00', "acct_'; drop table persons"])
    assert.ok([400, 404].includes((await agent.get(`${API}/${encodeURIComponent(wrong)}`)).status), wrong);
  assert.equal((await agent.get(`${API}/suggestions?cursor=nonsense`)).status, 400);
});
