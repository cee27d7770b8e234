import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { compileCondition, type Condition } from '#lib/conditions/index.ts';
import { factsOf, readCatalogue, readCondition } from '#respond/conditions/index.ts';
import { previewCondition } from '#respond/conditions/service.ts';
import { changeConversations, findConversations, tellFollowers } from '#respond/inbox/index.ts';
import { say } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { promisesFeature } from './index.ts';
import { escalate } from './service/escalate.ts';
import { placeNow } from './service/place.ts';
import { putPolicy, readPolicies, removePolicy } from './service/policies.ts';
import { watchPromises } from './service/watch.ts';
import { traitsOf } from './service/traits.ts';
import { selectOf } from './store/clocks.ts';
import { testPolicy } from './testing/policy.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
const signal = new AbortController().signal;

before(() => promisesFeature.subscribe?.(app));
after(() => company.close());

const asks = async (text: string, minutesAgo: number) => {
  const author = somebody();
  await company.hear(say(author, '1', text, { minutesAgo }));
  while (await tellFollowers(app));
  return { author, id: (await of(author)).id };
};
const holds = async (id: string, when: Condition) => {
  const catalogue = await readCatalogue(app);
  const condition = await readCondition(app, { version: 1, when }, catalogue);
  return compileCondition(condition, catalogue).holds((await factsOf(app, [id])).get(id)!);
};
const is = (fact: string, value: string): Condition => ({ fact, op: 'is', value });
const overdue = (id: string) =>
  app.db.query(
    `update promise_clocks set due_at = now() - interval '1 s', next_at = now() - interval '1 s' where conversation_id = $1 and next_at is not null`,
    [id],
  );

describe('conditions may ask for promises', () => {
  it('and are answered by what is due first; nothing is known where nothing is promised', async () => {
    const none = await asks('acme?', 3);
    assert.equal(await holds(none.id, { fact: 'promise.state', op: 'known' }), false);
    const policy = await putPolicy(app, ben, testPolicy({ first: 60 }));
    const { id } = await asks('acme?', 2);
    assert.equal(
      await holds(id, { all: [is('promise.kind', 'first'), is('promise.state', 'running')] }),
      true,
    );
    assert.equal(await holds(id, { fact: 'promise.minutes', op: 'between', value: [50, 60] }), true);
    await overdue(id);
    await watchPromises(app, signal);
    assert.equal(await holds(id, is('promise.state', 'late')), true);
    const preview = await previewCondition(app, { version: 1, when: is('promise.state', 'late') }, 'newest');
    assert.deepEqual(
      preview.examples.map(({ conversationId }) => conversationId),
      [id],
    );
    await removePolicy(app, ben, policy.id);
  });

  it('so a policy may be for those another one was broken with', async () => {
    const first = await putPolicy(app, ben, testPolicy({ first: 60 }));
    const { id } = await asks('acme?', 2);
    const again = testPolicy(
      { resolution: 600 },
      { condition: { version: 1, when: is('promise.state', 'late') } },
    );
    const second = await putPolicy(app, ben, again);
    await overdue(id);
    await watchPromises(app, signal);
    const { recountLater, readRecount, runRecount } = await import('./service/recount.ts');
    await removePolicy(app, ben, first.id);
    await recountLater(app, 'a test');
    await runRecount(app, (await readRecount(app))!.id, signal);
    const clocks = await selectOf(app, id);
    assert.equal(clocks.find(({ kind }) => kind === 'first')!.outcome, 'missed');
    assert.equal(clocks.find(({ kind }) => kind === 'resolution')!.policyId, second.id);
    await removePolicy(app, ben, second.id);
  });
});

describe('traits', () => {
  it('have the urgency that the queue is reasoned with', async () => {
    const { id } = await asks(
      'acme my dad has a personal alarm on your network. It is dead, this is dangerous!',
      2,
    );
    const [row] = await findConversations(app, [id]);
    const urgent = {
      ...row!,
      factors: [{ key: 'urgency', points: 480, reason: 'Emergency: somebody may get hurt' }],
    };
    assert.equal(traitsOf(urgent).urgency, 3);
    assert.equal(
      traitsOf({ ...urgent, factors: [{ key: 'urgency', points: 1, reason: 'Urgent: stranded' }] }).urgency,
      2,
    );
    assert.equal(traitsOf({ ...urgent, factors: [] }).urgency, 0);
    assert.equal(traitsOf(urgent).network, 'bluesky');
  });
});

describe('escalation', () => {
  it('does nothing for what was answered meanwhile, or is gone, or has no policy any more', async () => {
    await escalate(app, 'prm_00000000000000000000000000');
    const policy = testPolicy({ first: 30 });
    policy.terms.escalation = { teamId: null, tellId: ana.id };
    const { id: policyId } = await putPolicy(app, ben, policy);
    const { id } = await asks('acme?', 2);
    await overdue(id);
    await watchPromises(app, signal);
    const clock = (await selectOf(app, id)).find(({ kind }) => kind === 'first')!;
    await app.db.query('update promise_clocks set ended_at = now() where id = $1', [clock.id]);
    await escalate(app, clock.id);
    const told = () =>
      app.db.query(`select 1 from notices where key = $1`, [`promise-escalated:${clock.id}`]);
    assert.equal((await told()).length, 0, 'it was answered');
    await app.db.query('update promise_clocks set ended_at = null where id = $1', [clock.id]);
    await escalate(app, clock.id);
    await escalate(app, clock.id);
    assert.equal((await told()).length, 1);
    await removePolicy(app, ben, policyId);
    await escalate(app, clock.id);
    assert.deepEqual(await readPolicies(app), []);
  });
});

describe('the place in the queue', () => {
  it('is written once, and conversations that are gone are passed over', async () => {
    const policy = await putPolicy(app, ben, testPolicy({ first: 30 }));
    const { id, author } = await asks('acme?', 1);
    await placeNow(app, [id, 'conv_00000000000000000000000000']);
    const { version } = await of(author);
    await placeNow(app, [id]);
    assert.equal((await of(author)).version, version, 'nothing is written where nothing changed');
    const before = (await of(author)).priority;
    await changeConversations(app, ana, [id], { status: 'done' });
    while (await tellFollowers(app));
    await placeNow(app, [id]);
    const after = await of(author);
    assert.ok(after.priority < before && !after.factors.some(({ key }) => key === 'promise'));
    await removePolicy(app, ben, policy.id);
  });
});
