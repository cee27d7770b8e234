import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { removeAccounts } from '#people/accounts/index.ts';
import { type Touch, touchesPort } from './ports.ts';
import { addClaim, hearHints, removeClaim, tidyPersons } from './service/claims.ts';
import {
  acceptSuggestion,
  joinByDecision,
  joinByProof,
  previewJoin,
  refuseSuggestion,
  splitAccount,
  undoPersonChange,
} from './service/join.ts';
import {
  accountsOfPersons,
  findAccounts,
  listSuggestions,
  personKeyOf,
  readPerson,
  readTimeline,
} from './service/read.ts';
import { agent, anAccount } from './testing/accounts.ts';

const { app, close } = await createTestApp();
after(close);

let count = 0;
const name = (stem: string) => `${stem}${count++}.example`;
const ids = (person: { accounts: { id: string }[] }) => person.accounts.map(({ id }) => id);
const decide = (accountIds: string[], leadAccountId = accountIds[0]!) =>
  joinByDecision(app, agent, { accountIds, leadAccountId, reason: 'she told me on the phone' });
const say = (accountId: string, text: string, postId: string) =>
  app.db.transaction(() => hearHints(app, [{ accountId, postId, text, at: new Date() }]));

test('an account that nobody joined is its own person', async () => {
  const ana = await anAccount(app, 'bluesky', name('ana'), 'Ana');
  assert.deepEqual(await personKeyOf(app, [ana]), new Map([[ana, ana]]));
  const person = await readPerson(app, ana);
  assert.deepEqual([person.key, person.name, ids(person), person.changes], [ana, 'Ana', [ana], []]);
  await assert.rejects(readPerson(app, `acct_${'0'.repeat(26)}`), { code: 'person.account_unknown' });
});

test('a decision joins accounts with direction, is in the history and the audit log, and is undone exactly', async () => {
  const [ana, mail] = [
    await anAccount(app, 'bluesky', name('ana'), 'Ana'),
    await anAccount(app, 'mail', name('a.ruiz'), 'A. Ruiz'),
  ];
  const preview = await previewJoin(app, { accountIds: [ana, mail], leadAccountId: mail });
  assert.deepEqual([preview.name, preview.accounts.length], ['A. Ruiz', 2]);
  assert.equal((await readPerson(app, ana)).key, ana, 'looking changes nothing');

  const joined = await decide([ana, mail], mail);
  assert.equal(joined.person.name, 'A. Ruiz');
  assert.deepEqual(ids(joined.person).sort(), [ana, mail].sort());
  assert.deepEqual((await accountsOfPersons(app, [ana])).get(ana), [ana, mail].sort());
  assert.equal((await readPerson(app, ana)).key, joined.person.key);
  await assert.rejects(decide([ana, mail], mail), { code: 'person.joined_already' });
  const [change] = joined.person.changes;
  assert.deepEqual(
    [change!.kind, change!.reason, change!.canUndo],
    ['join', 'she told me on the phone', true],
  );
  const audited = await app.db.query<{ action: string }>(
    `select action from audit_entries where detail ->> 'changeId' = $1`,
    [joined.changeId],
  );
  assert.deepEqual(audited, [{ action: 'person.joined' }]);

  const undone = await undoPersonChange(app, agent, joined.changeId);
  assert.deepEqual([(await readPerson(app, ana)).key, (await readPerson(app, mail)).key], [ana, mail]);
  await assert.rejects(undoPersonChange(app, agent, joined.changeId), { code: 'person.undone_already' });
  const again = await undoPersonChange(app, agent, undone.changeId);
  assert.equal(again.person.key, joined.person.key, 'done again, it is the same person');
});

test('what was joined on top is undone first', async () => {
  const [a, b, c] = [
    await anAccount(app, 'bluesky', name('a')),
    await anAccount(app, 'mail', name('b')),
    await anAccount(app, 'chat', name('c')),
  ];
  const first = await decide([a, b]);
  const second = await decide([b, c], c);
  assert.equal(second.person.accounts.length, 3);
  assert.deepEqual(
    second.person.changes.map(({ canUndo }) => canUndo),
    [true, false],
  );
  await assert.rejects(undoPersonChange(app, agent, first.changeId), { code: 'person.overtaken' });
  await undoPersonChange(app, agent, second.changeId);
  assert.deepEqual(
    [ids(await readPerson(app, a)).sort(), (await readPerson(app, c)).key],
    [[a, b].sort(), c],
  );
  await undoPersonChange(app, agent, first.changeId);
  assert.equal((await readPerson(app, b)).key, b);
});

test('splitting takes one account out; the lead goes over, and a pair falls apart', async () => {
  const [a, b, c] = [
    await anAccount(app, 'bluesky', name('a')),
    await anAccount(app, 'mail', name('b')),
    await anAccount(app, 'chat', name('c')),
  ];
  await decide([a, b, c]);
  const split = await splitAccount(app, agent, a, 'another Ana');
  assert.equal(split.person.key, a);
  assert.ok([b, c].includes((await readPerson(app, b)).leadAccountId));
  const pair = await splitAccount(app, agent, b, 'alone');
  assert.equal((await readPerson(app, c)).key, c);
  await assert.rejects(splitAccount(app, agent, b, 'again'), { code: 'person.not_joined' });
  await undoPersonChange(app, agent, pair.changeId);
  await undoPersonChange(app, agent, split.changeId);
  const whole = await readPerson(app, c);
  assert.deepEqual([ids(whole).sort(), whole.leadAccountId], [[a, b, c].sort(), a]);
});

test('two colleagues who join at once do not tear a person apart', async () => {
  const accounts: string[] = [];
  for (let index = 0; index < 5; index++) accounts.push(await anAccount(app, 'bluesky', name('m')));
  await Promise.all(accounts.slice(1).map((other) => decide([accounts[0]!, other])));
  assert.deepEqual(ids(await readPerson(app, accounts[4]!)).sort(), accounts.sort());
});

test('proof joins without anybody looking; anything less does not', async () => {
  const [a, b] = [await anAccount(app, 'chat', name('a')), await anAccount(app, 'mail', name('b'))];
  const wish = { accountIds: [a, b], leadAccountId: b };
  await assert.rejects(joinByProof(app, agent, wish, [{ kind: 'same-mail', value: 'x@y.example' }]), {
    code: 'person.not_proven',
  });
  assert.equal((await readPerson(app, a)).key, a);
  const { person } = await joinByProof(app, agent, wish, [{ kind: 'mail-verified', value: 'b@y.example' }]);
  assert.deepEqual(
    person.changes[0]!.evidence.map(({ kind }) => kind),
    ['mail-verified'],
  );
});

test('the same address in two signatures is a suggestion with its posts; the same name is nothing', async () => {
  const [a, b, namesake] = [
    await anAccount(app, 'bluesky', name('a'), 'Ana Ruiz'),
    await anAccount(app, 'forum', name('b'), 'A.'),
    await anAccount(app, 'forum', name('c'), 'Ana Ruiz'),
  ];
  await say(a, 'It is broken.\nana.r@private.example', 'post_1');
  await say(b, 'Still broken. Ana.R@private.example', 'post_2');
  await say(namesake, 'Ana Ruiz here', 'post_3');
  const { suggestions } = await readPerson(app, a);
  assert.equal(suggestions.length, 1);
  assert.deepEqual(suggestions[0]!.evidence.map(({ kind, postId }) => [kind, postId]).sort(), [
    ['same-mail', 'post_1'],
    ['same-mail', 'post_2'],
  ]);
  assert.equal((await readPerson(app, namesake)).suggestions.length, 0);
  assert.equal((await readPerson(app, a)).key, a, 'nothing was joined');
  assert.ok((await listSuggestions(app, { limit: 10 })).items.some(({ id }) => id === suggestions[0]!.id));
  const { person, changeId } = await acceptSuggestion(app, agent, suggestions[0]!.id, { leadAccountId: a });
  assert.deepEqual(ids(person).sort(), [a, b].sort());
  assert.deepEqual([person.suggestions, person.claims.length], [[], 2]);
  await assert.rejects(refuseSuggestion(app, agent, suggestions[0]!.id, undefined), {
    code: 'person.suggestion_unknown',
  });
  await undoPersonChange(app, agent, changeId);
  assert.equal((await readPerson(app, b)).suggestions.length, 1, 'it is open again');
});

test('what was refused is not suggested again', async () => {
  const handle = name('named');
  const [a, named] = [await anAccount(app, 'forum', name('a')), await anAccount(app, 'bluesky', handle)];
  await say(a, `I am @${handle} on Bluesky`, 'post_4');
  const [suggestion] = (await readPerson(app, named)).suggestions;
  assert.equal(suggestion!.evidence[0]!.kind, 'says-so');
  await refuseSuggestion(app, agent, suggestion!.id, 'says so of everybody');
  await say(a, `I am @${handle} on Bluesky!`, 'post_5');
  assert.deepEqual((await readPerson(app, named)).suggestions, []);
});

test('an address that many give is nobody’s', async () => {
  const accounts: string[] = [];
  for (let index = 0; index < 6; index++) {
    accounts.push(await anAccount(app, 'forum', name('s')));
    await say(accounts[index]!, 'club@everybody.example', `post_s${index}`);
  }
  assert.deepEqual((await readPerson(app, accounts[5]!)).suggestions, []);
});

test('claims differ by source, are told before a join, and go with the post that made them', async () => {
  const [a, b] = [await anAccount(app, 'forum', name('a')), await anAccount(app, 'mail', name('b'))];
  await addClaim(app, agent, { accountId: a, key: 'city', value: 'Lyon', confidence: 0.9 });
  await addClaim(app, agent, { accountId: b, key: 'city', value: 'Paris', confidence: 0.5 });
  assert.deepEqual((await previewJoin(app, { accountIds: [a, b], leadAccountId: a })).differences, [
    { key: 'city', values: ['Lyon', 'Paris'] },
  ]);
  const [claim] = (await readPerson(app, a)).claims;
  await removeClaim(app, agent, claim!.id);
  await assert.rejects(removeClaim(app, agent, claim!.id), { code: 'person.claim_unknown' });
  await assert.rejects(
    addClaim(app, agent, { accountId: `acct_${'0'.repeat(26)}`, key: 'city', value: 'x', confidence: 1 }),
    {
      code: 'person.account_unknown',
    },
  );

  const standing = new Set(['post_6']);
  const touches: Touch[] = ['3', '2', '1'].map((id) => ({
    id,
    at: '2026-01-01T00:00:00.000Z',
    network: 'forum',
    accountId: a,
    isOwn: false,
    text: id,
    url: null,
    link: null,
  }));
  app.provide(touchesPort, {
    list: async (_app, _ids, { before, limit }) =>
      touches.filter(({ id }) => !before || id < before).slice(0, limit),
    standing: async (_app, postIds) => new Set(postIds.filter((id) => standing.has(id))),
  });
  await say(a, 'me@one.example', 'post_6');
  await say(a, 'me@two.example', 'post_7');
  const { claims } = await readPerson(app, a);
  assert.deepEqual(
    claims.map(({ value }) => value),
    ['me@one.example'],
    'the second post is gone',
  );
  standing.delete('post_6');
  await tidyPersons(app);
  const left = await app.db.query('select from person_claims where account_id = $1', [a]);
  assert.equal(left.length, 0);
  const first = await readTimeline(app, a, { limit: 2 });
  const second = await readTimeline(app, a, { limit: 2, cursor: first.nextCursor });
  assert.deepEqual(
    [first, second].map((page) => page.items.map(({ id }) => id)),
    [['3', '2'], ['1']],
  );
});

test('accounts are found by the beginning of their handle, whatever was typed', async () => {
  const found = await anAccount(app, 'bluesky', 'Zoe_x.example');
  assert.deepEqual(
    (await findAccounts(app, '@zoe_')).map(({ id }) => id),
    [found],
  );
  for (const hostile of ['%', '_oe', String.raw`zoe\_`, "zoe'--"])
    assert.deepEqual(await findAccounts(app, hostile), []);
});

test('joins that cannot be are refused with the reason', async () => {
  const a = await anAccount(app, 'forum', name('a'));
  await assert.rejects(decide([a, a]), { code: 'person.too_few' });
  await assert.rejects(decide([a, `acct_${'0'.repeat(26)}`]), { code: 'person.account_unknown' });
  const b = await anAccount(app, 'forum', name('b'));
  const c = await anAccount(app, 'forum', name('c'));
  await assert.rejects(decide([a, b], c), { code: 'person.lead_elsewhere' });
  await assert.rejects(undoPersonChange(app, agent, `pchg_${'0'.repeat(26)}`), {
    code: 'person.change_unknown',
  });
});

test('accounts that are removed leave nothing behind', async () => {
  const gone = await anAccount(app, 'sample', name('gone'));
  const [a, b] = [await anAccount(app, 'forum', name('a')), await anAccount(app, 'forum', name('b'))];
  await decide([gone, a, b]);
  const pair = await anAccount(app, 'sample', name('gone'));
  const left = await anAccount(app, 'forum', name('left'));
  await decide([pair, left]);
  await app.db.transaction(() => removeAccounts(app, 'sample'));
  await tidyPersons(app);
  const person = await readPerson(app, a);
  assert.deepEqual([ids(person).sort(), person.changes], [[a, b].sort(), []]);
  assert.equal((await readPerson(app, left)).key, left);
});
