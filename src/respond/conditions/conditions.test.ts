import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AppError } from '#platform/errors/index.ts';
import { saveTeam, teamInput } from '#people/teams/index.ts';
import { addNote, changeConversations, listInbox } from '#respond/inbox/index.ts';
import { BRAND, openCompany, say, under, uri } from '../inbox/testing/company.ts';
import { addFacts, factsOf, readCatalogue, readCondition } from './index.ts';
import { explainCondition, previewCondition } from './service.ts';

const company = await openCompany();
const { app } = company;
after(() => company.close());
const ana = await company.agent('Ana');
const ben = await company.agent('Ben', 'manager');
const idOf = async (author: string) => {
  const { items } = await listInbox(app, ana, { status: 'any', sort: 'newest', limit: 200 });
  return items.find((row) => row.author.externalId === author)!.id;
};

await company.hear(
  say('did:plc:kim', '1', 'acme, meine Rechnung ist falsch. Wann bekomme ich mein Geld zurück?', {
    minutesAgo: 90,
    langs: ['de-AT'],
    mentions: [BRAND],
  }),
  say('did:plc:lee', '1', 'The router from acme is great', { minutesAgo: 60 }),
);
await company.hear(
  say('did:plc:kim', '2', 'acme? The second thing: my router', { minutesAgo: 30, langs: ['en'] }),
);
const kim = 'did:plc:kim';
const lee = await idOf('did:plc:lee');
const q = (fact: string, op: string, value?: unknown) => ({ fact, op, value });

test('facts tell what was said, what is done about it, and what was before', async () => {
  const team = await saveTeam(app, ben, teamInput.parse({ name: 'Billing' }));
  await changeConversations(app, ana, [lee], { teamId: team.id, assigneeId: ana.id, addLabels: ['Praise!'] });
  const facts = (await factsOf(app, [lee])).get(lee)!;
  assert.deepEqual(
    [facts['channel'], facts['team'], facts['assignee'], facts['label'], facts['status'], facts['posts']],
    ['bluesky', team.id, ana.id, ['Praise!'], 'open', 1],
  );
  assert.deepEqual(facts['topic'], ['topic_brand', 'topic_router']);
  assert.ok(Number(facts['waiting']) >= 60 && Number(facts['waiting']) < 65);
  const newest = (await factsOf(app, [await idOf(kim)])).get(await idOf(kim))!;
  assert.deepEqual(
    [newest['customer.earlier'], newest['customer.unanswered'], newest['customer.days']],
    [1, 1, 0],
  );
  assert.match(String(newest['words']), /second thing/);
});

test('a follow-up in the thread adds its words, and an own answer ends the wait', async () => {
  await company.hear(say('did:plc:max', '1', 'acme, no signal', { minutesAgo: 20 }));
  await company.hear(
    say('did:plc:max', '2', 'acme, Still nothing here', {
      minutesAgo: 10,
      ...under(uri('did:plc:max', '1')),
    }),
  );
  const id = await idOf('did:plc:max');
  const before = (await factsOf(app, [id])).get(id)!;
  assert.match(String(before['words']), /no signal[^]*Still nothing/);
  await company.hear(
    say(BRAND, 'a', 'It is back', {
      minutesAgo: 1,
      ...under(uri('did:plc:max', '1'), uri('did:plc:max', '2')),
    }),
  );
  assert.equal((await factsOf(app, [id])).get(id)!['waiting'], null);
});

test('the catalogue has the names that there are now, and reach for watching only', async () => {
  const catalogue = await readCatalogue(app);
  assert.deepEqual(
    catalogue.get('team')!.values!.map(({ label }) => label),
    ['Billing'],
  );
  assert.ok(catalogue.get('assignee')!.values!.some(({ value }) => value === ana.id));
  const reach = [...catalogue.values()].filter(({ name, label }) =>
    /follower|reach|like/i.test(`${name} ${label}`),
  );
  assert.deepEqual(
    reach.map(({ name, only }) => [name, only]),
    [['author.reach', 'watching']],
  );
  const asked = { version: 1, when: q('author.reach', 'more-than', 5) };
  await assert.rejects(readCondition(app, asked), /may only be asked by rules that add watchers/);
  assert.ok(await readCondition(app, asked, undefined, ['watching']));
});

test('a preview says how many it holds for, with examples and reasons', async () => {
  const preview = await previewCondition(
    app,
    { version: 1, when: q('words', 'matches', 'router') },
    'newest',
  );
  assert.deepEqual(preview.problems, []);
  assert.equal(preview.text, 'the words match “router”');
  assert.deepEqual([preview.checked, preview.matched], [4, 2]);
  assert.deepEqual(preview.examples[0]!.because, ['the words match “router” (as written)']);
  assert.equal(
    preview.days.reduce((sum, day) => sum + day.matched, 0),
    2,
  );
  const none = await previewCondition(app, q('channel', 'is', 'mail'), 'week');
  assert.deepEqual([none.checked, none.matched, none.examples], [4, 0, []]);
});

test('a preview of what cannot be used says what is wrong instead', async () => {
  const { problems, checked } = await previewCondition(app, q('langauge', 'is', 'de'), 'newest');
  assert.equal(checked, 0);
  assert.match(problems[0]!.message, /did you mean “language”/);
  await assert.rejects(readCondition(app, q('team', 'is', 'team_gone')), (error: AppError) => {
    assert.equal(error.code, 'condition.invalid');
    return /team has no value/.test(error.message);
  });
});

test('one conversation tells why it fits, and why not', async () => {
  const fits = await explainCondition(app, q('label', 'has-any-of', ['praise!']), lee);
  assert.deepEqual([fits?.isMatch, fits?.because], [true, ['label has one of Praise! (is Praise!)']]);
  const misses = await explainCondition(app, q('posts', 'more-than', 3), lee);
  assert.deepEqual(
    [misses?.isMatch, misses?.because],
    [false, ['posts of the customer is more than 3 (is 1)']],
  );
  assert.equal(await explainCondition(app, q('posts', 'known'), `conv_${'0'.repeat(26)}`), undefined);
});

test('a feature adds facts of its own; what it does not know is not known', async () => {
  addFacts(app, {
    name: 'test.notes',
    define: async () => [{ name: 'notes', type: 'number', label: 'notes', group: 'Test' }],
    read: async () => new Map([[lee, { notes: 1 }]]),
  });
  await addNote(app, ana, lee, 'kind words');
  assert.equal((await explainCondition(app, q('notes', 'at-least', 1), lee))?.isMatch, true);
  const other = await idOf(kim);
  assert.equal((await explainCondition(app, q('notes', 'unknown'), other))?.isMatch, true);
});

test('the followers of an author change no fact but the one that only watching may ask for', async () => {
  await company.hear(
    say('did:plc:star', '1', 'acme?', {
      author: { externalId: 'did:plc:star', handle: 's.example', followers: 9_000_000 },
    }),
    say('did:plc:quiet', '1', 'acme?', {
      author: { externalId: 'did:plc:quiet', handle: 's.example', followers: 2 },
    }),
  );
  const [star, quiet] = [await idOf('did:plc:star'), await idOf('did:plc:quiet')];
  const facts = await factsOf(app, [star, quiet]);
  assert.deepEqual({ ...facts.get(star), 'author.reach': 2 }, facts.get(quiet));
  assert.equal(facts.get(star)!['author.reach'], 9_000_000);
});
