import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { closeCommunity, openCommunity } from './members.ts';
import { dropAddresses, nameAddresses } from './address.ts';
import { clearShelf, shelveArticles } from './articles.ts';
import { gather, scatter } from './community.ts';
import { hireStaff } from './staff.ts';
import { forgetGrown, growKnowledge } from './knowledge-grown.ts';
import { type Staff, wholeServer } from '../testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());
let owner: Staff;
before(async () => {
  owner = await rapport.staff('owner');
  const staff = await hireStaff(app);
  await shelveArticles(app, staff[0]!);
  await openCommunity(app, staff[0]!);
  await gather(app, staff);
  await growKnowledge(app, staff);
});
const count = async (table: string) =>
  (await app.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;
const edits = async (list: string) =>
  (await owner.get(`/api/v1/contributions/edits?list=${list}`)).body.items as {
    id: string;
    state: string;
    articleTitle: string;
    member: { name: string };
  }[];

test('members of the sample company have written on its knowledge', async () => {
  assert.deepEqual(
    (await edits('waiting')).map(({ member, articleTitle }) => [member.name, articleTitle]).sort(),
    [
      ['Nora V.', 'Pay a bill, or pay later'],
      ['Theo Brandt', 'How do I get a refund?'],
    ],
  );
  assert.deepEqual((await edits('decided')).map(({ state }) => state).sort(), ['declined', 'taken']);
  const [waiting] = await edits('waiting');
  const { body } = await owner.get(`/api/v1/contributions/edits/${waiting!.id}`);
  assert.notEqual(body.suggested.body, body.now.body, 'each of them changes something');
  const names = await app.db.query<{ kind: string }>('select kind from contribution_credits order by kind');
  assert.deepEqual(
    names.map(({ kind }) => kind),
    ['answer', 'answer', 'edit'],
  );
  const wiki = await app.db.query('select editors from forum_posts where is_wiki and editors > 1');
  assert.equal(wiki.length, 1, 'a colleague and a member went on with it');
});

test('one of its addresses is not there yet, and one that was needs a look, while pages stay where they are', async () => {
  await nameAddresses(app, systemActor);
  await nameAddresses(app, systemActor);
  const { items } = (await owner.get('/api/v1/domains')).body;
  assert.deepEqual(
    items.map(({ host, problem, liveSince }: Record<string, unknown>) => [host, problem, liveSince !== null]),
    [
      ['help.lumora.example', 'unreachable', false],
      ['support.lumora.example', 'unreachable', true],
    ],
  );
  assert.equal((await rapport.browser().get('/help/en')).status, 200);
  await dropAddresses(app, systemActor);
  assert.equal(await count('site_domains'), 0);
});

test('all of it leaves with the sample company', async () => {
  await forgetGrown(app, systemActor);
  await clearShelf(app, systemActor);
  await closeCommunity(app);
  await scatter(app, systemActor);
  for (const table of ['contribution_origins', 'contribution_credits', 'contribution_edits', 'articles'])
    assert.equal(await count(table), 0, table);
});
