import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  eraseMembers,
  memberBelongingsPort,
  profilePartsPort,
  readMembers,
  setMemberState,
} from '#people/members/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { countFact, lockLevel, lookedPort, relevel } from '#embrace/trust/index.ts';
import { openStage, sendForm, type Signed } from '../forum/testing/stage.ts';
import { awardLooked, decideAward, readHolders, readMemberHonours } from './awards.ts';
import { honourBelongings } from './belongings.ts';
import { presentBoard, readBoard, setOnBoard } from './boards.ts';
import { honoursFeature } from './feature.ts';
import { addUsual, orderHonours, presentHonours, removeHonour, saveHonour, tryRule } from './honours.ts';
import { honourNotices } from './notices.ts';
import { addHonourPages } from './pages.ts';
import { honoursOfProfile } from './profile.ts';
import { honourInput, type HonourInput, honourSettingsShape } from './schema.ts';
import { saveHonourSettings } from './settings.ts';
import { badge, boss } from './testing/badge.ts';
import { USUAL } from './usual.ts';

const stage = await openStage([honoursFeature, notificationsFeature], {}, addHonourPages);
const { app } = stage;
after(() => stage.test.close());
app.provide(lookedPort, awardLooked);
app.provide(noticeKindsPort, honourNotices);
app.provide(profilePartsPort, [honoursOfProfile]);
app.provide(memberBelongingsPort, [honourBelongings]);

const least = (fact: string, value: number) => ({
  version: 1 as const,
  when: { fact, op: 'at-least', value },
});
const input = (more: Partial<HonourInput> = {}): HonourInput =>
  badge({ names: { en: 'Thanked <b>', de: 'Bedankt' }, ...more });
const add = (more: Partial<HonourInput> = {}) => saveHonour(app, boss, input(more));
const count = (who: Signed, fact: 'thanks' | 'accepted' | 'visits', n = 1) =>
  app.db.transaction(() => countFact(app, who.member.id, fact, n));
const heldBy = async (who: Signed) => (await readMembers(app, [who.member.id])).get(who.member.id)!.honours;
const told = async (who: Signed, honour: string) =>
  (
    await app.db.query<{ n: number }>(
      `select count(*)::int as n from notifications where member_id = $1 and path like $2`,
      [who.member.id, `%#${honour}`],
    )
  )[0]!.n;
const movesOf = async (who: Signed) =>
  (await readMemberHonours(app, who.member.id)).moves.map(({ what, byName }) => [what, byName]);

describe('badges', () => {
  it('refuse what cannot be used, and keep nothing of it', async () => {
    const before = (await presentHonours(app)).length;
    await assert.rejects(add({ rule: least('followers', 1) }), /rule cannot be used/);
    await assert.rejects(add({ rule: { version: 1, when: { any: [] } } }), /rule cannot be used/);
    await assert.rejects(add({ mark: '<svg>' }), /mark is one emoji/);
    await assert.rejects(add({ fileId: 'file_00000000000000000000000000' }), /picture is/);
    assert.ok(!honourInput.safeParse({ ...input(), threshold: 4 }).success, 'a badge has no points');
    assert.ok(!honourInput.safeParse({ ...input(), colour: 'red;}' }).success);
    assert.equal((await presentHonours(app)).length, before);
  });

  it('come by themselves, once for 64 at once, with a reason, and are told once', async () => {
    const id = await add();
    const vera = await stage.member('vera');
    await count(vera, 'thanks', 2);
    await relevel(app);
    assert.deepEqual(await heldBy(vera), []);
    await Promise.all(
      Array.from({ length: 64 }, (_, at) => (at % 2 === 0 ? count(vera, 'thanks') : relevel(app))),
    );
    await relevel(app);
    assert.deepEqual(await heldBy(vera), [id]);
    assert.deepEqual(await movesOf(vera), [['given', null]]);
    assert.match(
      (await readMemberHonours(app, vera.member.id)).moves[0]!.why.join(),
      /thanks received is at least 3/,
    );
    assert.equal(await told(vera, id), 1);
    await removeHonour(app, boss, id);
  });

  it('go when their rule says so, come again, and are told no second time', async () => {
    const [keeps, goes] = [await add(), await add({ isTakenBack: true })];
    const wim = await stage.member('wim');
    await count(wim, 'thanks', 3);
    await relevel(app);
    assert.deepEqual((await heldBy(wim)).toSorted(), [keeps, goes].toSorted());
    await count(wim, 'thanks', -1);
    await relevel(app);
    assert.deepEqual(await heldBy(wim), [keeps]);
    await count(wim, 'thanks', 1);
    await relevel(app);
    assert.equal((await heldBy(wim)).length, 2);
    assert.equal(await told(wim, goes), 1);
    assert.deepEqual(
      (await movesOf(wim)).map(([what]) => what),
      ['given', 'taken', 'given', 'given'],
    );
    for (const id of [keeps, goes]) await removeHonour(app, boss, id);
  });

  it('taken away stay away, until a colleague lets the rule decide again', async () => {
    const id = await add();
    const xena = await stage.member('xena');
    const act = (what: 'give' | 'revoke' | 'free', reason = 'Looked arranged') =>
      decideAward(app, boss, { memberId: xena.member.id, honourId: id }, { act: what, reason });
    await assert.rejects(act('revoke'), /does not have it/);
    await assert.rejects(act('free'), /Nobody took it away/);
    await count(xena, 'thanks', 5);
    await relevel(app);
    await act('revoke');
    await count(xena, 'thanks', 5);
    await relevel(app);
    assert.deepEqual(await heldBy(xena), [], 'the rule holds, and does not give it');
    assert.equal(await told(xena, id), 2, 'given, and taken away');
    await act('free', 'Was wrong');
    await relevel(app);
    assert.deepEqual(await heldBy(xena), [id]);
    assert.deepEqual(await movesOf(xena), [
      ['given', null],
      ['freed', 'Ama'],
      ['revoked', 'Ama'],
      ['given', null],
    ]);
    await assert.rejects(act('give'), /has it already/);
    const audited = await app.db.query<{ action: string }>(
      `select action from audit_entries where subject = $1 and action like 'honours.%' order by id`,
      [xena.member.id],
    );
    assert.deepEqual(
      audited.map(({ action }) => action),
      ['honours.revoked', 'honours.freed'],
    );
    await removeHonour(app, boss, id);
    assert.deepEqual((await readMemberHonours(app, xena.member.id)).moves, [], 'it goes with its traces');
  });

  it('given by hand stay, whatever the rule says; two colleagues at once give one', async () => {
    const id = await add({ rule: null, isTakenBack: true });
    const yves = await stage.member('yves');
    const give = () =>
      decideAward(
        app,
        boss,
        { memberId: yves.member.id, honourId: id },
        { act: 'give', reason: 'For the meetup' },
      );
    const done = await Promise.allSettled(Array.from({ length: 8 }, give));
    assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 1);
    await count(yves, 'visits');
    await relevel(app);
    assert.deepEqual(await heldBy(yves), [id]);
    assert.deepEqual(
      (await readHolders(app, id, { limit: 10 })).items.map(({ handle, isByHand }) => [handle, isByHand]),
      [['yves', true]],
    );
    await removeHonour(app, boss, id);
  });

  it('are given to all whom a changed rule or level fits, and a trial says to whom before', async () => {
    const zoe = await stage.member('zoe');
    await count(zoe, 'accepted', 7);
    await relevel(app);
    const rule = least('accepted', 7);
    const trial = await tryRule(app, { kind: 'badge', rule, threshold: null });
    assert.deepEqual([trial.matched, trial.examples.map(({ handle }) => handle)], [1, ['zoe']]);
    assert.match(trial.examples[0]!.why.join(), /answers accepted is at least 7 \(is 7\)/);
    assert.equal((await tryRule(app, { kind: 'rank', rule, threshold: 36 })).matched, 0);
    assert.equal((await tryRule(app, { kind: 'rank', rule, threshold: 35 })).matched, 1);
    const id = await add({ rule: least('accepted', 8) });
    await relevel(app);
    assert.deepEqual(await heldBy(zoe), []);
    await saveHonour(app, boss, input({ rule }), id);
    await relevel(app);
    assert.deepEqual(await heldBy(zoe), [id]);
    const level = await add({ rule: least('level', 4) });
    await lockLevel(app, boss, zoe.member.id, { level: 4, reason: 'Knows everything' });
    await relevel(app);
    assert.deepEqual(await heldBy(zoe), [id, level]);
    for (const one of [id, level]) await removeHonour(app, boss, one);
  });
});

describe('ranks', () => {
  it('begin where no other begins, also when two are added at once', async () => {
    const rank = (threshold: number) => add({ kind: 'rank', threshold, rule: null, isTakenBack: true });
    const done = await Promise.allSettled([rank(10), rank(10), rank(10)]);
    assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(rank(10), /Another rank begins at 10 points/);
    const high = await rank(20);
    const uma = await stage.member('uma');
    await count(uma, 'accepted', 4);
    await relevel(app);
    assert.equal((await heldBy(uma)).length, 2);
    await saveHonourSettings(app, boss, { isBoardOn: true, points: { accepted: 3, thanks: 1 } });
    await relevel(app);
    assert.ok(!(await heldBy(uma)).includes(high), 'with fewer points the rank goes');
    await saveHonourSettings(app, boss, honourSettingsShape.parse({}));
    for (const { id, kind } of await presentHonours(app))
      if (kind === 'rank') await removeHonour(app, boss, id);
  });

  it('the usual set is added once, however often and by whom', async () => {
    const added = await Promise.all([addUsual(app, boss), addUsual(app, boss), addUsual(app, boss)]);
    assert.deepEqual(added.toSorted(), [0, 0, USUAL.length]);
    const all = await presentHonours(app);
    assert.equal(all.length, USUAL.length);
    assert.ok(USUAL.filter(({ kind }) => kind === 'badge').length >= 12);
    const badges = all.filter(({ kind }) => kind === 'badge').map(({ id }) => id);
    await orderHonours(app, boss, badges.toReversed());
    assert.deepEqual(
      (await presentHonours(app)).filter(({ kind }) => kind === 'badge').map(({ id }) => id),
      badges.toReversed(),
    );
    await assert.rejects(orderHonours(app, boss, badges.slice(1)), /order is as it was/);
    await assert.rejects(orderHonours(app, boss, [...badges.slice(1), badges[1]!]), /order is as it was/);
    for (const { id } of all) await removeHonour(app, boss, id);
  });
});

describe('pages', () => {
  it('show marks beside names, on profiles and to strangers alike', async () => {
    const id = await add({ names: { en: 'Solver <i>"x"', de: 'Löst & hilft' }, rule: least('thanks', 40) });
    const [anna, ben] = [await stage.member('anna', 'Anna'), await stage.member('ben')];
    await count(anna, 'thanks', 40);
    await relevel(app);
    const { thread } = await stage.start(anna, await stage.category('Help'));
    const shown = String((await ben.get(`/community/t/${thread.id}/${thread.slug}`)).body);
    assert.match(shown, /Solver &#60;i&#62;&#34;x&#34;/);
    assert.ok(!shown.includes('Solver <i>'));
    const profile = String((await stage.test.browser().get('/community/members/anna')).body);
    assert.match(profile, /<h2><a href="\/community\/badges">Badges<\/a><\/h2>/);
    const all = String((await stage.test.browser().get('/community/badges')).body);
    assert.match(all, new RegExp(`id="${id}"`));
    assert.match(all, /one member has it/);
    const own = String((await anna.get('/community/me/badges', { 'accept-language': 'de' })).body);
    assert.match(own, /thanks received is at least 40 \(is 40\)/);
    assert.equal((await stage.test.browser().get('/community/me/badges')).status, 303);
    await removeHonour(app, boss, id);
    const after_ = String((await stage.test.browser().get('/community/members/anna')).body);
    assert.ok(!after_.includes('Badges</a></h2>'), 'what was removed is shown nowhere');
  });

  it('have only those on the leader board who wish it and may write; nobody else’s points are anywhere', async () => {
    const [carl, dora, emil] = [
      await stage.member('carl', 'Carl'),
      await stage.member('dora', 'Dora'),
      await stage.member('emil', 'Emil'),
    ];
    for (const [at, who] of [carl, dora, emil].entries()) await count(who, 'accepted', 20 + at);
    const board = async (who = stage.test.browser(), span = 'week') =>
      String((await who.get(`/community/leaders?span=${span}`)).body);
    assert.ok(!/Carl|Dora|Emil|100|105|110/.test(await board()));
    assert.equal(
      (await sendForm(carl, '/community/me/badges', '/community/me/badges', { act: 'join' })).status,
      303,
    );
    await setOnBoard(app, dora.member, true);
    await setOnBoard(app, dora.member, true);
    for (const span of ['week', 'month', 'year', 'all', 'nonsense']) {
      const html = await board(emil, span);
      assert.match(html, /Dora[\s\S]+105[\s\S]+Carl[\s\S]+100/);
      assert.ok(!/110/.test(html), 'not even the own ones');
    }
    assert.equal(
      (
        await emil.post('/community/me/badges', 'act=join&proof=x', {
          'content-type': 'application/x-www-form-urlencoded',
        })
      ).status,
      403,
    );
    await setMemberState(app, boss, dora.member.id, { state: 'silenced', reason: 'x', until: null });
    assert.ok(!(await board()).includes('Dora'));
    await setMemberState(app, boss, dora.member.id, { state: 'active', reason: null, until: null });
    const hidden = await readBoard(app, 'all', honourSettingsShape.parse({}), {
      id: emil.member.id,
      hidden: new Set([dora.member.id]),
    });
    assert.deepEqual(
      hidden.rows.map(({ id, place }) => [id, place]),
      [[carl.member.id, 2]],
      'whom he blocked stands there for others only',
    );
    await relevel(app);
    await app.db.query(`update trust_weeks set week = week - 7 where member_id = $1`, [carl.member.id]);
    await app.db.query(`update trust_facts set month = month - interval '1 year' where member_id = $1`, [
      carl.member.id,
    ]);
    for (const span of ['week', 'month', 'year'])
      assert.ok(!(await board(undefined, span)).includes('Carl'), span);
    assert.match(await board(undefined, 'all'), /Carl/);
    await sendForm(carl, '/community/me/badges', '/community/me/badges', { act: 'leave' });
    assert.ok(!(await board(undefined, 'all')).includes('Carl'));
    await saveHonourSettings(app, boss, { isBoardOn: false, points: { accepted: 5, thanks: 1 } });
    const off = await stage.test.browser().get('/community/leaders');
    assert.deepEqual([off.status, String(off.body).includes('Dora')], [404, false]);
    assert.deepEqual(await presentBoard(app, 'all'), { isOn: false, takePart: 0, rows: [] });
    await saveHonourSettings(app, boss, honourSettingsShape.parse({}));
  });

  it('a member takes along what he has, and nothing of it stays', async () => {
    const id = await add();
    const frida = await stage.member('frida');
    await count(frida, 'thanks', 3);
    await relevel(app);
    await setOnBoard(app, frida.member, true);
    const taken = JSON.stringify(await honourBelongings.exportOf(app, frida.member.id));
    assert.match(taken, /"isOnBoard":true.*Thanked.*at least 3/);
    const racing = [count(frida, 'thanks'), relevel(app), eraseMembers(app, [frida.member.id]), relevel(app)];
    await Promise.all(racing);
    await relevel(app);
    const tables = await app.db.query<{ name: string }>(
      `select table_name as name from information_schema.columns where column_name = 'member_id' and table_name like 'honours_%'`,
    );
    assert.ok(tables.length >= 3);
    for (const { name } of tables)
      assert.deepEqual(
        await app.db.query(`select 1 from ${name} where member_id = $1`, [frida.member.id]),
        [],
        name,
      );
    assert.deepEqual(await heldBy(frida), []);
    assert.equal((await app.db.query('select 1 from honours where id = $1', [id])).length, 1);
  });

  it('let colleagues do what their role holds, by the API', async () => {
    const [agent, owner] = [await stage.test.staff('agent'), await stage.test.staff('owner')];
    const list = await agent.get('/api/v1/honours');
    assert.equal(list.status, 200);
    assert.ok(list.body.facts.some(({ name }: { name: string }) => name === 'points'));
    assert.equal((await agent.post('/api/v1/honours', input())).status, 403);
    const made = await owner.post('/api/v1/honours', input());
    assert.equal(made.status, 201);
    const gina = await stage.member('gina');
    const path = `/api/v1/honours/members/${gina.member.id}/${made.body.id}`;
    assert.equal((await agent.put(path, { act: 'give', reason: 'x' })).status, 403);
    assert.equal((await owner.put(path, { act: 'give', reason: '  ' })).status, 400);
    assert.equal((await owner.put(path, { act: 'give', reason: 'Helped at the fair' })).status, 204);
    const seen = await agent.get(`/api/v1/honours/members/${gina.member.id}`);
    assert.equal(seen.body.moves[0].why[0], 'Helped at the fair');
    assert.equal((await owner.get(`/api/v1/honours/${made.body.id}/holders`)).body.items.length, 1);
    assert.equal((await owner.get(`/api/v1/honours/${made.body.id}/holders?cursor=xx`)).status, 400);
    assert.equal((await owner.put('/api/v1/honours/order', { ids: [] })).status, 409);
    assert.equal((await owner.delete(`/api/v1/honours/${made.body.id}`)).status, 204);
    assert.equal((await owner.delete(`/api/v1/honours/${made.body.id}`)).status, 404);
  });
});
