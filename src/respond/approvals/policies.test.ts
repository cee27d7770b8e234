import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { orderPolicies, putPolicy, removePolicy } from './service/policies.ts';
import { countFor, listToDecide } from './service/present.ts';
import { readOutlook } from './service/outlook.ts';
import { tryPolicy } from './service/trial.ts';
import { policyInput, type PolicyInput } from './schema.ts';
import { openDesk, policyFor } from './testing/desk.ts';

let desk: Awaited<ReturnType<typeof openDesk>>;
before(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.settings({ isOn: true, needed: 2 }));
after(() => desk.close());

test('the outlook says beforehand what would wait, why, for whom, and how far a newcomer is', async () => {
  const { app, ana, lea, accountId } = desk;
  const { conversationId } = await desk.ask(lea, 'By a lead');
  const outlook = await readOutlook(app, ana, conversationId, { text: 'hi', accountId, files: 0 });
  assert.deepEqual([outlook.waits, outlook.trust], [true, { streak: 0, needed: 2 }]);
  assert.deepEqual(outlook.asked, ['Lea', 'Max', 'Olga']);
  assert.equal(
    (await readOutlook(app, lea, conversationId, { text: 'hi', accountId, files: 0 })).waits,
    false,
  );
});

test('policies are saved, ordered, refused with reasons, and tried on last week', async () => {
  const { app, ana, lea, owner } = desk;
  await desk.ask(lea, 'refund 150 €');
  const steps: PolicyInput['terms']['steps'] = [
    { name: 'Owner', need: 'any', who: [{ kind: 'role', role: 'owner' }] },
  ];
  const large = policyInput.parse({
    name: 'Large sums',
    isOn: true,
    condition: { version: 1, when: { fact: 'reply.amount', op: 'at-least', value: 100 } },
    terms: { steps },
  });
  const trial = await tryPolicy(app, large);
  assert.deepEqual([trial.matched, trial.examples[0]!.excerpt], [1, 'refund 150 €']);
  assert.ok(trial.checked >= 1 && trial.days.length === 1);
  const [one, two] = [
    await putPolicy(app, owner, large),
    await putPolicy(app, owner, policyFor('Words', 'refund', steps)),
  ];
  assert.equal((await tryPolicy(app, two)).taken, 1, 'the first that fits counts');
  assert.deepEqual(
    (await orderPolicies(app, owner, [two.id, one.id])).map(({ name }) => name),
    ['Words', 'Large sums'],
  );
  await assert.rejects(orderPolicies(app, owner, [one.id]), { code: 'approval.order_incomplete' });
  const nobody = [{ name: 'x', need: 'any' as const, who: [{ kind: 'person' as const, id: 'user_gone' }] }];
  await assert.rejects(putPolicy(app, owner, policyFor('Gone', 'x', nobody)), {
    code: 'approval.who_unknown',
  });
  await assert.rejects(
    putPolicy(app, owner, {
      ...large,
      condition: { version: 1, when: { fact: 'nothing', op: 'is', value: 1 } },
    }),
    { code: 'condition.invalid' },
  );
  await removePolicy(app, owner, one.id);
  await assert.rejects(removePolicy(app, owner, one.id), { code: 'approval.policy_not_found' });
  assert.match((await desk.view((await desk.ask(ana, 'refund')).approvalId)).reasons[1]!.text, /^Words: /);
});

test('the badge counts every approval of somebody, more than a list holds, and each only where it belongs', async () => {
  const { app, ana, lea, max } = desk;
  await app.db.query('delete from approval_policies');
  const { approvalId } = await desk.ask(ana, 'Count me');
  const badges = async () => Promise.all([lea, max, ana].map((actor) => countFor(app, actor)));
  const own = (await badges())[0]!.decide;
  assert.equal(own, (await listToDecide(app, lea)).length);
  const copy = (count: number, state: string, problem: string | null) =>
    app.db.query(
      `insert into approvals select (jsonb_populate_record(a, jsonb_build_object('id', 'appr_copy' || n, 'reply_id', 'copy' || n, 'state', $2::text,
         'problem', $3::text, 'chosen', a.offered -> 0 ->> 'hash'))).* from approvals a, generate_series(1, $1) n where a.id = $4`,
      [count, state, problem, approvalId],
    );
  const forget = () => app.db.query("delete from approvals where reply_id like 'copy%'");
  await copy(700, 'waiting', null);
  assert.deepEqual(
    (await badges()).map(({ decide, mine }) => [decide, mine]),
    [
      [own + 700, 0],
      [own + 700, 0],
      [0, 0],
    ],
  );
  await forget();
  await copy(3, 'approved', 'The account is gone');
  assert.deepEqual((await badges())[2], { decide: 0, mine: 3 }, 'what was approved in vain is its author’s');
  await forget();
});
