import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { saveTeam, teamInput } from '#people/teams/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { ConversationNews } from './domain/news.ts';
import { changeConversation } from './service/change.ts';
import { followConversations, tellFollowers } from './service/follow.ts';
import { readConversation } from './service/detail.ts';
import { findConversations, readThreadsOf } from './service/of-case.ts';
import { undoChange } from './service/undo.ts';
import { say } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, ben, list, of, somebody } = await openDesk();
const { app } = company;
after(() => company.close());
const billing = await saveTeam(app, ben, teamInput.parse({ name: 'Billing' }));

test('a conversation belongs to a team, is found by it, and the change can be taken back', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, my bill is wrong'));
  const { id } = await of(author);
  const { items, undo } = await changeConversation(app, ana, id, { teamId: billing.id });
  assert.deepEqual(items[0]!.team, { id: billing.id, name: 'Billing' });
  assert.deepEqual(
    (await list({ team: billing.id })).map((row) => row.id),
    [id],
  );
  const { activity } = await readConversation(app, ana, id);
  assert.equal(activity[0]!.text, 'Ana gave it to team Billing');
  const [inCase] = await readThreadsOf(app, await findConversations(app, [id]));
  assert.equal(
    inCase!.activity[0]!.text,
    'Ana gave it to team Billing',
    'the page of its case says the same',
  );
  await undoChange(app, ben, undo);
  assert.equal((await of(author)).team, null);
  assert.deepEqual(await list({ team: billing.id }), []);
});

test('nobody can give it to a team that is not there', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const unknown = changeConversation(app, ana, id, { teamId: `team_${'0'.repeat(26)}` });
  await assert.rejects(unknown, (error: AppError) => error.code === 'team.not_found');
});

test('what a rule did is one line of history, with its reason, and can be taken back', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, wrong bill'));
  const { id } = await of(author);
  const rule: Actor = {
    kind: 'rule',
    id: 'rrule_1',
    name: 'Routing',
    role: 'manager',
    permissions: new Set(['*']),
  };
  const reason = 'rule ‘Bills’ → team Billing, Ana (least busy: 0 of 8)';
  const { undo } = await changeConversation(app, rule, id, {
    teamId: billing.id,
    assigneeId: ana.id,
    addLabels: ['bill'],
    reason,
  });
  const { activity } = await readConversation(app, ana, id);
  assert.deepEqual(
    activity.map(({ text, who, canUndo }) => [text, who, canUndo]),
    [[`Routing: ${reason}`, 'Routing', true]],
  );
  const [audited] = await app.db.query<{ actor_kind: string; detail: { what: string[] } }>(
    `select actor_kind, detail from audit_entries where subject = $1 order by id desc limit 1`,
    [id],
  );
  assert.equal(audited?.actor_kind, 'rule');
  assert.deepEqual(audited?.detail.what, ['assigned', 'team.assigned', 'labels.added']);
  const { items } = await undoChange(app, ana, undo);
  assert.deepEqual([items[0]!.team, items[0]!.assignee, items[0]!.labels], [null, null, []]);
});

test('followers hear that it changed teams', async () => {
  const told: ConversationNews[] = [];
  followConversations(app, { name: 'test.teams', handle: async (_app, news) => void told.push(...news) });
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await changeConversation(app, ana, id, { teamId: billing.id });
  while (await tellFollowers(app));
  const mine = told.filter(({ conversationId }) => conversationId === id);
  assert.deepEqual(
    mine.map(({ kind, by, before, after: state }) => [kind, by, before?.teamId, state?.teamId]),
    [
      ['opened', null, undefined, null],
      ['changed', ana.id, null, billing.id],
    ],
  );
});
