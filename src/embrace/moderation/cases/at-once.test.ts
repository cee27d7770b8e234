import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { lockMembers, readMembers } from '#people/members/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { type Court, openCourt } from '../../forum/order/testing/court.ts';
import type { Signed } from '../../forum/testing/stage.ts';
import { moderatedPort } from '../ports.ts';
import { moderatedProfiles } from '../profiles/kinds.ts';
import { USUAL } from '../schema.ts';
import { saveModeration } from '../index.ts';
import { appeal, decideAppeal } from '../measures/appeals.ts';
import { selectActions } from '../measures/store.ts';
import { decide, undoDecision } from './decide.ts';
import { flag } from './flag.ts';

let court: Court;
before(async () => {
  court = await openCourt();
  court.stage.app.provide(moderatedPort, moderatedProfiles);
  await saveModeration(court.stage.app, systemActor, { ...USUAL, hideAtWeight: 0.5 });
});
after(() => court.stage.test.close());

/** Members who each say something of themselves. */
async function crowd(name: string, many: number): Promise<Signed[]> {
  const { app } = court.stage;
  const all: Signed[] = [];
  for (let at = 0; at < many; at++) all.push(await court.trusted(`${name}${at}`));
  await app.db.query(
    `update members set bio = 'You are all fools', signature = 'Fools!' where id = any($1)`,
    [all.map(({ member }) => member.id)],
  );
  return all;
}
const now = async ({ member }: Signed) => (await readMembers(court.stage.app, [member.id])).get(member.id)!;
const flagPart = async (by: Signed, whose: Signed, part: 'about' | 'signature') =>
  flag(court.stage.app, await now(by), {
    kind: `member${part}`,
    id: `${whose.member.id}.0`,
    reason: 'offensive',
  });

describe('flags at the same moment', () => {
  it('of members who flag each other all count: what they weigh is hidden, and nobody gets an error', async () => {
    const all = await crowd('angry', 5);
    await Promise.all(
      all
        .flatMap((by) =>
          all.flatMap((whose) =>
            by === whose ? [] : [flagPart(by, whose, 'about'), flagPart(by, whose, 'signature')],
          ),
        )
        .map((flagged) =>
          flagged.catch((error: { code?: unknown }) => assert.equal(error.code, 'moderation.no_subject')),
        ),
    );
    for (const one of all) {
      const { bio, signature } = await now(one);
      assert.deepEqual([bio, signature], [null, null]);
    }
    const cases = await court.queue();
    assert.deepEqual(new Set(cases.map(({ isHidden }) => isHidden)), new Set([true]));
    assert.equal(cases.length, 10);
    for (const { flags } of cases) assert.ok(flags.length >= 1);
  });

  it('and decisions about the same wait for each other: those who come second are told, and no more', async () => {
    const [one, ...others] = await crowd('both', 4);
    const { app } = court.stage;
    await flagPart(others[0]!, one!, 'about');
    const id = `${one!.member.id}.0`;
    const { version } = (await court.queue()).find((row) => row.id === id && row.kind === 'memberabout')!;
    const done = await Promise.allSettled([
      decide(
        app,
        systemActor,
        { kind: 'memberabout', id },
        { decision: 'hide', reason: 'Insults', silenceDays: 1, version },
      ),
      ...others.map((by) => flagPart(by, one!, 'signature')),
      ...others.map((by) => flagPart(one!, by, 'about')),
    ]);
    const codes = done.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code?: unknown }).code] : [],
    );
    for (const code of codes) assert.match(String(code), /^moderation\./);
    assert.deepEqual([(await now(one!)).state, (await now(one!)).bio], ['silenced', null]);
  });

  it('and a decision is taken back while an appeal against it is granted: neither waits for the other in a circle', async () => {
    const [one, other] = await crowd('sorry', 2);
    const { app } = court.stage;
    await flagPart(other!, one!, 'about');
    const subject = { kind: 'memberabout', id: `${one!.member.id}.0` };
    const versionOf = async (list: 'open' | 'done') =>
      (await court.queue(list)).find((row) => row.id === subject.id && row.kind === subject.kind)!.version;
    const wish = { decision: 'hide', reason: 'Insults' } as const;
    await decide(app, systemActor, subject, { ...wish, version: await versionOf('open') });
    const [action] = await selectActions(app, { memberId: one!.member.id, limit: 1 });
    await appeal(app, await now(one!), action!.id, 'It was meant well');
    const version = await versionOf('done');
    const judge = { ...systemActor, id: 'usr_judge', name: 'Judge' };
    const [isHeld, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const undone = app.db.transaction(async () => {
      await lockMembers(app, [one!.member.id]);
      isHeld.resolve();
      await mayGoOn.promise;
      await undoDecision(app, systemActor, subject, version);
    });
    await isHeld.promise;
    const granted = decideAppeal(app, judge, action!.id, { isGranted: true, answer: 'Well, then' });
    await until('the appeal waits', async () => {
      const rows = await app.db.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    mayGoOn.resolve();
    await Promise.all([undone, granted]);
    const [after] = await selectActions(app, { id: action!.id, limit: 1 });
    assert.ok(after!.undoneAt !== null);
    assert.equal(after!.appeal!.state, 'granted');
  });
});
