import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { joinByDecision, personsFeature } from '#people/persons/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import { casesFeature, openCase, readCase } from '#respond/cases/index.ts';
import { inboxFeature, inboxObserver, listInbox } from '#respond/inbox/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { say } from '../inbox/testing/company.ts';
import { addCasePages, casePageFeature } from './index.ts';

interface PageAnswer {
  id: string;
  conversationIds: string[];
  showsFields: boolean;
  nextStep: string | null;
}

let made: TestServer;
let agent: Awaited<ReturnType<TestServer['staff']>>;
let caseId: string;
const idOf = new Map<string, string>();

before(async () => {
  const features = [personsFeature, inboxFeature, casesFeature, casePageFeature, filesFeature];
  made = await createTestServer(features, {}, addCasePages);
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set(['did:plc:brand']) });
  app.provide(postObserverPort, inboxObserver);
  agent = await made.staff('agent');
  await takeIn(app, {
    sourceId: null,
    items: [
      say('did:plc:ana', '1', 'my line is dead', { minutesAgo: 30 }),
      say('did:plc:ana2', '2', 'it is me again, elsewhere', { minutesAgo: 20 }),
      say('did:plc:ben', '3', 'mine too, says a stranger', { minutesAgo: 10 }),
    ],
  });
  const { items } = await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 9 });
  for (const { author, id } of items) idOf.set(author.externalId, id);
  const accounts = items
    .filter(({ author }) => author.externalId.startsWith('did:plc:ana'))
    .map(({ author }) => author.id);
  await joinByDecision(app, systemActor, {
    accountIds: accounts,
    leadAccountId: accounts[0]!,
    reason: 'the same voice',
  });
  const opened = await openCase(app, systemActor, { conversationIds: [...idOf.values()], title: 'Three' });
  caseId = opened.ids[0]!;
});
after(() => made.close());

const conversations = (...names: string[]) => names.map((name) => idOf.get(`did:plc:${name}`)!);
const make = async (wish: object) => {
  const { status, body } = await agent.post(`/api/v1/cases/${caseId}/pages`, wish);
  assert.equal(status, 201, JSON.stringify(body));
  return body as { link: string; page: PageAnswer };
};
const read = async (url: string) => (await made.server.inject({ method: 'GET', url })).body;

test('a page shows all accounts of the person who wrote first, and offers the other customers', async () => {
  const { page, link } = await make({});
  assert.deepEqual(new Set(page.conversationIds), new Set(conversations('ana', 'ana2')));
  const html = await read(new URL(link).pathname);
  assert.ok(html.includes('my line is dead') && html.includes('it is me again'));
  assert.ok(!html.includes('says a stranger'));
  const { body } = await agent.get(`/api/v1/cases/${caseId}/pages`);
  const { customers } = body as { customers: { conversationIds: string[] }[] };
  assert.deepEqual(
    customers.map((one) => new Set(one.conversationIds)),
    [new Set(conversations('ana', 'ana2')), new Set(conversations('ben'))],
  );
});

test('a page that was sent shows another choice behind the same link, and the history says what changed', async () => {
  const { page, link } = await make({ conversationIds: conversations('ana'), nextStep: 'We look.' });
  const change = {
    conversationIds: conversations('ana2'),
    nextStep: 'A technician comes.',
    showsFields: false,
  };
  const { status, body } = await agent.patch(`/api/v1/case-pages/${page.id}`, change);
  assert.equal(status, 200);
  const { conversationIds, nextStep, showsFields } = body as PageAnswer;
  assert.deepEqual({ conversationIds, nextStep, showsFields }, change);
  const html = await read(new URL(link).pathname);
  assert.ok(html.includes('A technician comes.') && html.includes('it is me again'));
  assert.ok(!html.includes('my line is dead') && !html.includes('We look.'));
  const says = async () => (await readCase(made.app, systemActor, caseId)).history.map(({ text }) => text);
  const told =
    'changed the page for the customer: shows 1 conversation more, hides 1 conversation, hides fields, what happens next: “A technician comes.”';
  assert.ok((await says()).some((text) => text.endsWith(told)));
  const lines = (await says()).length;
  assert.equal((await agent.patch(`/api/v1/case-pages/${page.id}`, change)).status, 200);
  assert.equal((await says()).length, lines, 'what changes nothing is not told');
});

test('a change mixes no two people, and a page that was taken back cannot be changed', async () => {
  const { page } = await make({ conversationIds: conversations('ana') });
  const path = `/api/v1/case-pages/${page.id}`;
  const mixed = await agent.patch(path, { conversationIds: conversations('ana', 'ben') });
  assert.equal((mixed.body as { error: { code: string } }).error.code, 'case_page.several_people');
  const viewer = await made.staff('viewer');
  assert.equal((await viewer.patch(path, { nextStep: 'x' })).status, 403);
  await agent.delete(path);
  assert.equal((await agent.patch(path, { nextStep: 'x' })).status, 404);
});

test('a preview is what the customer would see, and keeps and sends nothing', async () => {
  const count = () => made.app.db.query<{ n: number }>('select count(*)::int as n from case_pages');
  const before = await count();
  const query = new URLSearchParams({
    conversationIds: conversations('ben').join(','),
    nextStep: '<b>Soon</b>',
    lang: 'de',
  });
  const answer = await agent.get(`/api/v1/cases/${caseId}/pages/preview?${query}`);
  const { status, headers } = answer;
  const html = String(answer.body);
  assert.equal(status, 200);
  for (const shown of ['Vorschau', 'says a stranger', '&lt;b&gt;Soon', 'lang=en&amp;conversationIds=conv_'])
    assert.ok(html.includes(shown), shown);
  assert.ok(!html.includes('my line is dead') && !html.includes('<script'));
  assert.match(
    String(headers['content-security-policy']),
    /default-src 'none'; style-src 'self'.*form-action 'none'/,
  );
  assert.match(html, /\/site\/style\.css\?v=/, 'in the look of the site');
  assert.deepEqual(await count(), before);
});
