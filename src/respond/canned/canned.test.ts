import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { connectorsPort } from '#connectors/kit/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { teamsFeature } from '#people/teams/index.ts';
import { casesFeature, openCase } from '#respond/cases/index.ts';
import { suggestionSourcesPort } from '#respond/knowledge/index.ts';
import { say } from '#respond/inbox/testing/company.ts';
import { FakeReplies } from '#respond/replies/testing/fake-replies.ts';
import { systemActor } from '#platform/app/index.ts';
import { openStage, type Stage } from '../knowledge/testing/stage.ts';
import { cleanName, firstName, textFor } from './domain.ts';
import { cannedFeature } from './feature.ts';
import { cannedSuggestions } from './suggest.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const api = '/api/v1';
let stage: Stage;
let count = 0;

before(async () => {
  stage = await openStage([cannedFeature, teamsFeature, casesFeature, brandFeature]);
  stage.app.provide(suggestionSourcesPort, [cannedSuggestions]);
  stage.app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', new FakeReplies().connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
});
after(() => stage.close());

const reply = (more: object = {}) => ({
  name: `Refund ${count}`,
  shortcut: `refund-${count++}`,
  texts: [{ language: 'en', body: 'Hi {{customer.first_name|there}}, case {{case.number}}. {{agent.name}}' }],
  ...more,
});
const write = async (who: Stage['agent'], more: object = {}) => who.post(`${api}/canned`, reply(more));

async function customer(
  displayName: string,
  text = 'acme where is my refund?',
  langs = ['en'],
): Promise<string> {
  const author = `did:plc:canned${count++}`;
  const post = say(author, '1', text, { langs });
  await stage.hear({ ...post, author: { ...post.author, displayName } });
  return stage.conversationOf(author);
}

describe('names in our words', () => {
  it('are one line without signs that nobody sees, and never links or calls', () => {
    const kept: [string, string | null][] = [
      ['  Maya \n Lindqvist 🌸', 'Maya Lindqvist'],
      ['Maya\u202Eevil\u200B', 'Maya evil'],
      ['{{agent.name}}', 'agent.name'],
      ['Win at https://x.example', null],
      ['buy.example/now', null],
      ['@ceo', null],
      ['#winner', null],
      ['🌸🌸', null],
      ['', null],
    ];
    for (const [given, expected] of kept)
      if (given !== '{{agent.name}}') assert.equal(cleanName(given), expected, given);
      else assert.ok(!cleanName(given)?.includes('{'));
  });

  it('begin a letter as a person would', () => {
    const expected: [string, string | null][] = [
      ['Dr. Maya Lindqvist', 'Maya'],
      ['maya (she/her)', 'maya'],
      ['王小明', '王小明'],
      ['J. Smith', null],
      ['1234', null],
      ['O’Neil Sean', 'O’Neil'],
    ];
    for (const [given, first] of expected) assert.equal(firstName(given), first, given);
  });

  it('never carry braces, breaks or hidden signs, whatever a customer calls himself', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), (given) => {
        const name = cleanName(given);
        assert.ok(name === null || !/[{}\p{Cc}\p{Cf}@#]|:\/\//u.test(name));
        assert.ok(name === null || [...name].length <= 80);
      }),
      { numRuns: 150 },
    );
  });

  it('languages: the same tag, else the same language, else the first', () => {
    const texts = ['en', 'pt-br', 'de'].map((language) => ({ language, body: language }));
    const chosen = ['pt', 'de-at', 'fr', undefined].map((tag) => textFor(texts, tag).language);
    assert.deepEqual(chosen, ['pt-br', 'de', 'en', 'en']);
  });
});

describe('canned replies', () => {
  it('are filled for a conversation, what is not known is told, and each use counts once', async () => {
    const { body } = await write(stage.agent);
    const id = await customer('Maya Lindqvist');
    const take = () => stage.agent.post(`${api}/canned/${body.id}/use`, { conversationId: id });
    const first = (await take()).body;
    assert.equal(first.text, 'Hi Maya, case {{case.number}}. The agent');
    assert.deepEqual(
      first.gaps.map(({ name, reason }: { name: string; reason: string }) => [name, reason]),
      [['case.number', 'empty']],
    );
    await openCase(stage.app, systemActor, { conversationIds: [id] });
    assert.match((await take()).body.text, /case #\d+\. The agent/);
    const { items } = (await stage.agent.get(`${api}/canned`)).body;
    const mine = items.find((one: { id: string }) => one.id === body.id);
    assert.equal(mine.uses, 1);
    assert.ok(mine.lastUsedAt);
  });

  it('come in the language of the customer', async () => {
    const { body } = await write(stage.agent, {
      texts: [
        { language: 'en', body: 'Hello {{customer.first_name|there}}' },
        { language: 'de', body: 'Guten Tag {{customer.first_name|}}!' },
      ],
    });
    const id = await customer('🌸', 'acme wo ist mein Geld?', ['de']);
    const taken = (await stage.agent.post(`${api}/canned/${body.id}/use`, { conversationId: id })).body;
    assert.equal(taken.language, 'de');
    assert.equal(taken.gaps[0].name, 'customer.first_name', 'no name and no other words: told');
  });

  it('are one’s own, of a team, or of everybody, and shared ones are for managers to write', async () => {
    assert.equal((await write(stage.agent, { scope: 'all' })).body.error.code, 'canned.not_yours');
    const own = (await write(stage.agent)).body;
    assert.equal(own.canChange, true);
    const ids = (await stage.manager.get(`${api}/canned`)).body.items.map((one: { id: string }) => one.id);
    assert.ok(!ids.includes(own.id), 'own ones are nobody else’s, not even a manager’s');
    const ask = { conversationId: await customer('Ben') };
    assert.equal((await stage.manager.post(`${api}/canned/${own.id}/use`, ask)).status, 404);
    assert.equal((await stage.manager.delete(`${api}/canned/${own.id}`)).status, 404);
    const team = (await stage.manager.post(`${api}/teams`, { name: 'Billing' })).body;
    const shared = (await write(stage.manager, { scope: 'team', teamId: team.id })).body;
    const seen = async () =>
      (await stage.agent.get(`${api}/canned`)).body.items.some((one: { id: string }) => one.id === shared.id);
    assert.equal(await seen(), false);
    await stage.manager.put(`${api}/teams/${team.id}`, { name: 'Billing', memberIds: [stage.agent.userId] });
    assert.equal(await seen(), true);
    assert.equal(
      (await stage.agent.put(`${api}/canned/${shared.id}`, reply())).body.error.code,
      'canned.not_yours',
    );
  });

  it('refuse variables that do not exist, shortcuts that are taken, and changes of what somebody else changed', async () => {
    const wrong = await write(stage.agent, { texts: [{ language: 'en', body: '{{customer.frist_name}}' }] });
    assert.equal(wrong.body.error.code, 'canned.unknown_variable');
    const made = (await write(stage.agent, { shortcut: 'hello' })).body;
    assert.equal((await write(stage.agent, { shortcut: 'hello' })).body.error.code, 'canned.shortcut_taken');
    assert.equal((await write(stage.manager, { shortcut: 'hello' })).status, 201, 'everybody has his own');
    const change = { ...reply(), version: made.version };
    assert.equal((await stage.agent.put(`${api}/canned/${made.id}`, change)).status, 200);
    assert.equal(
      (await stage.agent.put(`${api}/canned/${made.id}`, change)).body.error.code,
      'canned.overtaken',
    );
  });

  it('come back after they were removed, unless their shortcut is somebody else’s', async () => {
    const made = (await write(stage.agent, { shortcut: 'back' })).body;
    await stage.agent.delete(`${api}/canned/${made.id}`);
    const other = (await write(stage.agent, { shortcut: 'back' })).body;
    const restore = () => stage.agent.post(`${api}/canned/${made.id}/restore`);
    assert.equal((await restore()).body.error.code, 'canned.shortcut_taken');
    await stage.agent.delete(`${api}/canned/${other.id}`);
    assert.equal((await restore()).status, 204);
  });

  it('show how they read and how long they are on each network', async () => {
    const body = `{{customer.first_name}} ${'x'.repeat(400)} {{case.field.since|today}}`;
    const shown = (await stage.agent.post(`${api}/canned/preview`, { body })).body;
    assert.match(shown.text, /^Maya x+ a value$/);
    assert.deepEqual(
      shown.channels.map(({ network, isOver }: { network: string; isOver: boolean }) => [network, isOver]),
      [['bluesky', true]],
    );
  });

  it('stand beside the conversation they fit to, filled', async () => {
    const made = (
      await write(stage.agent, {
        name: 'Damaged kettle exchange',
        texts: [
          { language: 'en', body: 'Hi {{customer.first_name}}, we exchange the damaged kettle for free.' },
        ],
      })
    ).body;
    const id = await customer('Maya L', 'acme my kettle came damaged, can I exchange it?');
    const asked = (who: Stage['agent']) => who.get(`${api}/knowledge/suggestions?conversation=${id}`);
    const found = (await asked(stage.agent)).body.items.find((one: { id: string }) => one.id === made.id);
    assert.equal(found.kind, 'reply');
    assert.equal(found.insert, 'Hi Maya, we exchange the damaged kettle for free.');
    const others = (await asked(stage.manager)).body.items;
    assert.ok(
      !others.some((one: { id: string }) => one.id === made.id),
      'own ones are offered to nobody else',
    );
  });
});
