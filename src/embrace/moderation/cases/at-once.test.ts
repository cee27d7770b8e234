import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { type Court, openCourt } from '../../forum/order/testing/court.ts';
import type { Signed } from '../../forum/testing/stage.ts';
import { moderatedPort } from '../ports.ts';
import { moderatedProfiles } from '../profiles/kinds.ts';
import { USUAL } from '../schema.ts';
import { saveModeration } from '../index.ts';
import { decide } from './decide.ts';
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
});
