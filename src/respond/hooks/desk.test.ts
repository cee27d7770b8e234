import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { resume, suspend, switchObserverPort } from '#platform/outbox/index.ts';
import { listening } from '#platform/webhooks/testing/heard.ts';
import { caseHookTypes, casesFeature, changeCases, openCase, undoCaseChange } from '#respond/cases/index.ts';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { promiseHookTypes, promisesFeature } from '#respond/promises/index.ts';
import { putPolicy } from '#respond/promises/service/policies.ts';
import { watchPromises } from '#respond/promises/service/watch.ts';
import { testPolicy } from '#respond/promises/testing/policy.ts';
import { recordRating, satisfactionHookTypes } from '#respond/satisfaction/index.ts';
import { say } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { suspensionHooks, suspensionHookTypes } from './index.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
after(() => company.close());
const types = [...caseHookTypes, ...promiseHookTypes, ...satisfactionHookTypes, ...suspensionHookTypes];
const heard = await listening(app, types);
app.provide(switchObserverPort, suspensionHooks);
casesFeature.subscribe!(app);
promisesFeature.subscribe!(app);
const hearNews = async () => {
  while (await tellFollowers(app));
};
const customer = async (minutesAgo = 10) => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, twice on my bill', { minutesAgo }));
  await hearNews();
  return (await of(author)).id;
};

describe('webhooks hear', () => {
  it('that a case was opened, changed and solved, by a person, its conversations and an undo', async () => {
    const conversationId = await customer();
    const { ids } = await openCase(app, ana, { conversationIds: [conversationId], title: 'Bill' });
    const opened = await heard();
    assert.deepEqual(
      opened.map(({ type, data }) => [type, data['case']!['title'], data['case']!['status']]),
      [['case.opened', 'Bill', 'open']],
    );
    assert.ok(String(opened[0]!.data['case']!['url']).endsWith(`/cases/${ids[0]}`));
    const { undo } = await changeCases(app, ana, ids, { title: 'Charged twice' });
    const titles = (title: string, was: string) => ['case.changed', { title: was }, { title }];
    const changes = async () =>
      (await heard()).map(({ type, data }) => [type, data['before'], data['after']]);
    assert.deepEqual(await changes(), [titles('Charged twice', 'Bill')]);
    await undoCaseChange(app, ana, undo);
    assert.deepEqual(await changes(), [titles('Bill', 'Charged twice')]);
    await changeConversations(app, ana, [conversationId], { status: 'done' });
    await hearNews();
    const solved = [{ status: 'open' }, { status: 'solved' }];
    assert.deepEqual(await changes(), [
      ['case.changed', ...solved],
      ['case.solved', ...solved],
    ]);
    await hearNews();
    assert.deepEqual(await heard(), [], 'each once');
  });

  it('that a promise is due soon, and that it was missed, each once', async () => {
    const policy = await putPolicy(app, ben, testPolicy({ first: 60 }));
    const conversationId = await customer(50);
    const watch = async () => {
      await watchPromises(app, new AbortController().signal);
      return (await heard()).map(({ type, data }) => [type, data['promise']]);
    };
    const [[type, promise]] = (await watch()) as [[string, Record<string, unknown>]];
    assert.deepEqual(
      [type, promise['conversationId'], promise['kind'], promise['policyId']],
      ['promise.due', conversationId, 'first', policy.id],
    );
    assert.deepEqual(await watch(), []);
    await app.db.query(
      `update promise_clocks set due_at = now() - interval '1 s', next_at = now() - interval '1 s' where conversation_id = $1 and kind = 'first'`,
      [conversationId],
    );
    assert.deepEqual(
      (await watch()).map(([name]) => name),
      ['promise.missed'],
    );
    assert.deepEqual(await watch(), []);
  });

  it('what a customer says of us, and nothing of what was not kept', async () => {
    const conversationId = await customer();
    const given = { conversationIds: [conversationId], caseId: null, source: 'link', askId: null } as const;
    const rate = (rating: number) => recordRating(app, { ...given, rating, text: 'Slow' });
    await assert.rejects(app.db.transaction(() => rate(9)));
    await app.db.transaction(() => rate(2));
    const [rated, ...rest] = await heard();
    assert.deepEqual([rated!.type, rest], ['satisfaction.rated', []]);
    const { value, text, network, conversationIds } = rated!.data['rating']!;
    assert.deepEqual([value, text, network, conversationIds], [2, 'Slow', 'bluesky', [conversationId]]);
  });

  it('that what is outgoing was suspended, and that it goes on', async () => {
    const wish = { scope: 'everything' as const, target: null, reason: 'A wrong price' };
    const { id } = await suspend(app, ben, wish);
    await assert.rejects(suspend(app, ben, wish));
    await resume(app, ana, id);
    await assert.rejects(resume(app, ana, id));
    const told = { id, scope: 'everything', target: null, label: 'everything', reason: 'A wrong price' };
    assert.deepEqual(
      (await heard()).map(({ type, data }) => [type, data['suspension'], data['by']]),
      [
        ['outbox.suspended', told, 'Ben'],
        ['outbox.resumed', told, 'Ana'],
      ],
    );
  });
});
