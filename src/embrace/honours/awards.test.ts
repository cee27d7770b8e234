import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '#platform/app/index.ts';
import { encodeCursor } from '#platform/http/index.ts';
import {
  addMember,
  eraseMembers,
  memberBelongingsPort,
  profilePartsPort,
  readMembers,
} from '#people/members/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { countFact, lockLevel, lookedPort, relevel, trustBelongings } from '#embrace/trust/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { openStage } from '../forum/testing/stage.ts';
import { awardLooked, decideAward, readHolders, readMemberHonours } from './awards.ts';
import { honourBelongings } from './belongings.ts';
import { readBoard, setOnBoard } from './boards.ts';
import { honoursFeature } from './feature.ts';
import { orderHonours, presentHonours, removeHonour, saveHonour } from './honours.ts';
import { marksIn } from './marks.ts';
import { honourNotices } from './notices.ts';
import { addHonourPages } from './pages.ts';
import { honoursOfProfile } from './profile.ts';
import { type AwardWish, type HonourInput, honourSettingsShape } from './schema.ts';
import { selectHonours } from './store.ts';
import { badge, boss } from './testing/badge.ts';

const stage = await openStage([honoursFeature, notificationsFeature, sessionsFeature], {}, addHonourPages);
const { app, test } = stage;
after(() => test.close());
app.provide(profilePartsPort, [honoursOfProfile]);
app.provide(lookedPort, awardLooked);
app.provide(noticeKindsPort, honourNotices);
app.provide(memberBelongingsPort, [honourBelongings, trustBelongings]);

const add = (more: Partial<HonourInput> = {}) => saveHonour(app, boss, badge(more));
afterEach(async () => {
  for (const { id } of await presentHonours(app)) await removeHonour(app, boss, id);
});
let asked = 0;
let made = 0;
const member = () =>
  app.db.transaction(() =>
    addMember(app, { handle: `who-${++made}x`, displayName: `Who ${made}`, language: null }, {}),
  );
const thank = (id: string, n: number) => app.db.transaction(() => countFact(app, id, 'thanks', n));
const act = (memberId: string, honourId: string, wish: AwardWish['act']) =>
  decideAward(app, boss, { memberId, honourId }, { act: wish, reason: 'As agreed' });
/** Outside of whatever transaction is open. */
const outside = AsyncLocalStorage.snapshot();

describe('badges and ranks', () => {
  it('are put into another order while rules give them: neither waits for the other', async () => {
    const ids = [await add(), await add()];
    await app.db.transaction(async () => {
      await selectHonours(app, true);
      await outside(() => orderHonours(app, boss, ids.toReversed()));
    });
    const order = (await presentHonours(app)).map(({ id }) => id);
    assert.deepEqual(order, ids.toReversed());
  });

  it('go along with a member with all that was ever done, however much it is', async () => {
    const [who, id] = [await member(), await add()];
    await app.db.query(
      `insert into honours_moves (id, member_id, honour_id, what, why) select 'hmv_' || lpad(n::text, 26, '0'), $1, $2, 'given', '{Helped}' from generate_series(1, 205) n`,
      [who.id, id],
    );
    const taken = JSON.stringify(await honourBelongings.exportOf(app, who.id));
    assert.equal(taken.match(/Helped/g)?.length, 205);
    assert.equal((await readMemberHonours(app, who.id)).moves.length, 200);
  });
});
const beside = async (id: string) => (await readMembers(app, [id])).get(id)!.honours;
const stateOf = async (memberId: string, honourId: string) =>
  (await readMemberHonours(app, memberId)).awards.find((one) => one.honourId === honourId)?.state;

/** What stands beside the name, what is kept of it, and what its moves tell are one story. */
async function isOneStory(memberId: string): Promise<void> {
  const { awards, moves } = await readMemberHonours(app, memberId);
  const held = awards.filter(({ state }) => state === 'held').map(({ honourId }) => honourId);
  assert.deepEqual((await beside(memberId)).toSorted(), held.toSorted());
  const told = { given: 'held', taken: 'gone', revoked: 'revoked', freed: 'gone' } as const;
  for (const { honourId, state } of awards) {
    const own = moves.filter((one) => one.honourId === honourId);
    assert.equal(told[own[0]!.what], state, 'the last move made it so');
    for (const [index, { what }] of own.entries()) {
      const before = own[index + 1]?.what;
      const isNext = {
        given: before !== 'given',
        taken: before === 'given',
        revoked: before === 'given',
        freed: before === 'revoked',
      };
      assert.ok(isNext[what], `${what} after ${before}`);
    }
  }
}

/** Somebody is erased while what another one does for him has not been committed. */
async function erasedMeanwhile(memberId: string, work: () => Promise<unknown>): Promise<void> {
  const [begun, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const working = app.db.transaction(async () => {
    await work();
    begun.resolve();
    await goesOn.promise;
  });
  await begun.promise;
  let isDone = false;
  const erasing = eraseMembers(app, [memberId]).finally(() => (isDone = true));
  await until('the erasure waits, or has happened', async () => {
    const waiting = await app.db.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return isDone || waiting.length > 0;
  });
  goesOn.resolve();
  await Promise.all([working, erasing]);
}

async function tracesOf(memberId: string, prefix: string): Promise<string[]> {
  const tables = await app.db.query<{ name: string }>(
    `select table_name as name from information_schema.columns where column_name = 'member_id' and table_name like $1`,
    [`${prefix}_%`],
  );
  const left: string[] = [];
  for (const { name } of tables)
    if ((await app.db.query(`select 1 from ${name} where member_id = $1`, [memberId])).length > 0)
      left.push(name);
  return left;
}

describe('what a member is honoured with', () => {
  it('is what rules and colleagues said one after the other, as a list by hand tells it', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const id = await add({ isTakenBack: true });
    const who = await member();
    let [thanks, state, isByHand] = [0, 'none', false];
    const rules = () => {
      const holds = thanks >= 3;
      if (holds && (state === 'none' || state === 'gone')) [state, isByHand] = ['held', false];
      else if (!holds && state === 'held' && !isByHand) state = 'gone';
    };
    for (let step = 0; step < 24; step++) {
      const wish = (['give', 'revoke', 'free', 'count', 'count'] as const)[pick(random, 5)]!;
      if (wish === 'count') {
        const n = pick(random, 5) - 2;
        await thank(who.id, n);
        thanks += n;
      } else {
        const may = { give: state !== 'held', revoke: state === 'held', free: state === 'revoked' }[wish];
        const acting = act(who.id, id, wish);
        if (may) {
          await acting;
          [state, isByHand] = [{ give: 'held', revoke: 'revoked', free: 'gone' }[wish], wish === 'give'];
        } else await assert.rejects(acting, /Nothing was changed/);
      }
      await relevel(app);
      // Rules look at him again only where something was counted or let go.
      if (wish === 'count' || wish === 'free') rules();
      assert.equal((await stateOf(who.id, id)) ?? 'none', state, `step ${step}: ${wish}`);
    }
    await isOneStory(who.id);
  });

  it('is one story whatever rules and 48 colleagues do at once', async () => {
    const id = await add({ isTakenBack: true });
    const who = await member();
    const wishes = ['give', 'revoke', 'free'] as const;
    const done = await Promise.allSettled(
      Array.from({ length: 48 }, (_, index) => {
        if (index % 4 === 0) return thank(who.id, index % 8 === 0 ? 3 : -3);
        return index % 5 === 0 ? relevel(app) : act(who.id, id, wishes[index % 3]!);
      }),
    );
    for (const one of done)
      if (one.status === 'rejected') assert.match(String(one.reason), /Nothing was changed/);
    await relevel(app);
    await isOneStory(who.id);
  });

  it('is not given, told or shown where what it belongs to failed', async () => {
    const id = await add();
    const who = await member();
    const broken = app.db.transaction(async () => {
      await act(who.id, id, 'give');
      throw new Error('the disk is full');
    });
    await assert.rejects(broken, /disk is full/);
    assert.deepEqual([await beside(who.id), await stateOf(who.id, id)], [[], undefined]);
    for (const table of ['notifications', 'honours_moves'])
      assert.deepEqual(await app.db.query(`select 1 from ${table} where member_id = $1`, [who.id]), []);
    const renaming = app.db.transaction(async () => {
      await saveHonour(app, boss, badge({ names: { en: 'Never said', de: '' } }), id);
      await marksIn(app, 'en');
      throw new Error('the disk is full');
    });
    await assert.rejects(renaming, /disk is full/);
    assert.doesNotMatch(String((await marksIn(app, 'en'))([id])?.toString()), /Never said/);
    assert.doesNotMatch(String((await test.browser().get('/community/badges')).body), /Never said/);
  });

  it('leaves with him, also what was just being given, wished or decided when he was erased', async () => {
    const id = await add();
    const [given, wishing, level] = [await member(), await member(), await member()];
    await erasedMeanwhile(given.id, () => act(given.id, id, 'give'));
    await erasedMeanwhile(wishing.id, () => setOnBoard(app, wishing, true));
    await erasedMeanwhile(level.id, () => lockLevel(app, boss, level.id, { level: 3, reason: 'Known' }));
    for (const who of [given, wishing, level])
      for (const prefix of ['honours', 'trust']) assert.deepEqual(await tracesOf(who.id, prefix), []);
    await assert.rejects(act(given.id, id, 'give'), /no member/);
    await assert.rejects(setOnBoard(app, wishing, true), /no member/);
    await assert.rejects(lockLevel(app, boss, level.id, { level: 3, reason: 'x' }), /no member/);
    assert.deepEqual(await tracesOf(wishing.id, 'honours'), []);
  });

  it('is hidden everywhere while it is switched off, and as it was once it is on again', async () => {
    const id = await add({ names: { en: 'Nightbird', de: '' } });
    const owl = await stage.member('owl');
    await thank(owl.member.id, 3);
    await relevel(app);
    const pages = ['/community/badges', '/community/members/owl'];
    const shown = async () => {
      const bodies = await Promise.all(
        pages.map(async (path) => (await test.browser().get(`${path}?n=${++asked}`)).body),
      );
      const marks = await marksIn(app, 'en');
      return [...bodies, marks([id])].map((body) => String(body).includes('Nightbird'));
    };
    assert.deepEqual(await shown(), [true, true, true]);
    const off = badge({ names: { en: 'Nightbird', de: '' }, isOn: false });
    await saveHonour(app, boss, off, id);
    assert.deepEqual(await shown(), [false, false, false]);
    const other = await member();
    await thank(other.id, 3);
    await relevel(app);
    assert.deepEqual(await beside(other.id), [], 'nobody is given what is off');
    await saveHonour(app, boss, { ...off, isOn: true }, id);
    await relevel(app);
    assert.deepEqual(await beside(other.id), [id]);
    assert.deepEqual(await shown(), [true, true, true]);
  });
});

describe('who has a badge', () => {
  it('is read page by page without one missing or twice, also of one moment and while others get it', async () => {
    const id = await add({ rule: null });
    const all = await Promise.all(Array.from({ length: 14 }, member));
    for (const { id: memberId } of all) await act(memberId, id, 'give');
    await app.db.query(
      `update honours_awards set changed_at = '2026-01-02T03:04:05.678Z' where honour_id = $1`,
      [id],
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readHolders(app, id, { cursor, limit: 4 });
      seen.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor ?? undefined;
      if (seen.length === 4) await act((await member()).id, id, 'give');
    } while (cursor !== undefined);
    assert.equal(seen.length, all.length);
    assert.deepEqual(new Set(seen), new Set(all.map((one) => one.id)));
    const owner = await test.staff('owner', 'pages@staff.example');
    for (const forged of [
      ['no day', 'mem_1'],
      [1e300, 'mem_1'],
      ['2026-13-45T99:99:99Z', 'x'],
      ['+275760-09-13T00:00:00.001Z', 'x'],
      ['', ''],
      ['0000-01-01T00:00:00Z', 'x'],
      ['+275760-01-01T00:00:00Z', 'x'],
    ]) {
      const path = `/api/v1/honours/${id}/holders?cursor=${encodeCursor(forged)}`;
      assert.equal((await owner.get(path)).status, 400, forged.join());
    }
  });
});

describe('the list', () => {
  it('is in the order of one of two who order it at once, and never loses what a third adds', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) ids.push(await add({ names: { en: `Badge ${n}`, de: '' } }));
    const orders = [ids.toReversed(), [...ids.slice(1), ids[0]!]];
    const [first, second, added] = await Promise.allSettled([
      orderHonours(app, boss, orders[0]!),
      orderHonours(app, boss, orders[1]!),
      add({ names: { en: 'Late', de: '' } }),
    ]);
    for (const one of [first, second])
      if (one.status === 'rejected') assert.match(String(one.reason), /order is as it was/);
    assert.ok(added.status === 'fulfilled');
    const now = (await presentHonours(app)).map(({ id }) => id);
    assert.deepEqual(now.toSorted(), [...ids, added.value].toSorted());
    const old = now.filter((id) => id !== added.value);
    assert.ok([ids, ...orders].some((order) => String(order) === String(old)));
  });

  it('refuses by the API what cannot stand on a page, and lets each role do what it holds', async () => {
    const owner = await test.staff('owner');
    const good = badge();
    for (const bad of [
      { ...good, names: { en: 'a\u0000', de: '' } },
      { ...good, names: { en: '', de: 'x' } },
      { ...good, names: { en: 'x'.repeat(41), de: '' } },
      { ...good, texts: { en: 'x', de: '\ud83d' } },
      { ...good, colour: '#2E7D3' },
      { ...good, mark: '<b>' },
      { ...good, kind: 'rank', threshold: 0 },
      { ...good, kind: 'rank', threshold: 1.5 },
      { ...good, kind: 'rank', threshold: 1e9 },
      { ...good, rule: { version: 2, when: {} } },
      { ...good, rule: { version: 1, when: { fact: '__proto__', op: 'at-least', value: 1 } } },
      { ...good, rule: { version: 1, when: { fact: 'thanks', op: 'at-least', value: '3' } } },
    ])
      assert.equal((await owner.post('/api/v1/honours', bad)).status, 400, JSON.stringify(bad));
    assert.deepEqual(await presentHonours(app), []);
    const id = await add();
    const who = await member();
    const may: Record<Exclude<Role, 'owner'>, readonly number[]> = {
      viewer: [200, 403, 403, 403],
      agent: [200, 403, 403, 403],
      manager: [200, 204, 403, 403],
      admin: [200, 409, 200, 204],
    };
    for (const [role, expected] of Object.entries(may)) {
      const browser = await test.staff(role as Role);
      const answers = [
        await browser.get(`/api/v1/honours/members/${who.id}`),
        await browser.put(`/api/v1/honours/members/${who.id}/${id}`, { act: 'give', reason: 'x' }),
        await browser.post('/api/v1/honours/trial', { kind: 'badge', rule: good.rule, threshold: null }),
        await browser.put('/api/v1/honours/settings', honourSettingsShape.parse({})),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        expected,
        role,
      );
    }
  });
});

describe('leader boards', () => {
  it('are what a plain list says, show a hundred, and tell a reader his own place below them', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const plain: { id: string; points: number }[] = [];
    await app.db.transaction(async () => {
      for (let n = 0; n < 104; n++) {
        const { id } = await addMember(app, { handle: `b-${n}x`, displayName: 'B', language: null }, {});
        const [accepted, thanks] = [pick(random, 4), 1 + pick(random, 6)];
        await countFact(app, id, 'accepted', accepted);
        await countFact(app, id, 'thanks', thanks);
        await app.db.query('insert into honours_board (member_id) values ($1)', [id]);
        plain.push({ id, points: accepted * 5 + thanks });
      }
    });
    const last = plain.toSorted((a, b) => a.points - b.points || (a.id < b.id ? 1 : -1))[0]!;
    const settings = honourSettingsShape.parse({});
    for (const span of ['week', 'month', 'year', 'all'] as const) {
      const board = await readBoard(app, span, settings, { id: last.id, hidden: new Set() });
      assert.equal(board.rows.length, 100);
      for (const { id, points, place } of board.rows) {
        assert.equal(points, plain.find((one) => one.id === id)!.points);
        assert.equal(place, 1 + plain.filter((one) => one.points > points).length);
      }
      const least = board.rows.at(-1)!.points;
      assert.ok(plain.filter(({ points }) => points > least).length < 100, 'nobody better is missing');
      assert.deepEqual(
        [board.own?.id, board.own?.points, board.rows.some(({ id }) => id === last.id)],
        [last.id, last.points, false],
      );
    }
    const none = honourSettingsShape.parse({ points: { accepted: 0, thanks: 0 } });
    assert.deepEqual((await readBoard(app, 'all', none)).rows, [], 'no points, no places');
    await relevel(app);
    await app.db.query('update trust_weeks set week = week + 7 where member_id = $1', [last.id]);
    const week = await readBoard(app, 'week', settings, { id: last.id, hidden: new Set() });
    assert.equal(week.own, undefined, 'the next week is not this one');
  });
});
