import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Actor, type Role, systemActor } from '#platform/app/index.ts';
import { eraseMembers, memberBelongingsPort, setMemberState } from '#people/members/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { pick, randomFrom, shuffled } from '../../../../test/helpers/random.ts';
import { staffDoer } from '../doer.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { forumBelongings } from '../own/belongings.ts';
import { findThread } from '../talk/read.ts';
import { addPost } from '../talk/posts.ts';
import { forumKinds } from '../telling/kinds.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { refused, through } from '../testing/talkers.ts';
import { GROUP_KINDS, type GroupKind, type Seat, type Wish, WISHES } from './domain.ts';
import {
  addGroupCategory,
  findGroup,
  groupPath,
  listGroups,
  listSeats,
  removeGroup,
  saveGroup,
  seatMember,
  takeSeat,
} from './groups.ts';
import { selectGroup, selectSeat } from './store.ts';

const stage = await openStage([sessionsFeature, notificationsFeature]);
const { app, test } = stage;
after(() => test.close());
app.provide(noticeKindsPort, forumKinds);
app.provide(memberBelongingsPort, [forumBelongings]);
const boss: Actor = { ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' };
const staff = staffDoer(boss);
const people: Signed[] = [];
for (const name of ['ada', 'ben', 'cleo', 'dan']) people.push(await stage.member(name));
const [ada, ben, cleo] = [people[0]!, people[1]!, people[2]!];
let made = 0;
const add = (kind: GroupKind, more: object = {}) =>
  saveGroup(app, boss, { name: `Circle ${++made}`, slug: '', text: '', kind, ...more });
const wish = (groupId: string, who: Signed, one: Wish, by = staff) =>
  seatMember(app, by, groupId, { handle: who.member.handle, wish: one });
const seatOf = (groupId: string, who: Signed) => selectSeat(app, groupId, who.member.id);
let asked = 0;
const now = (path: string, by: { get: Signed['get'] } = test.browser()) => by.get(`${path}?n=${++asked}`);

/** Group with a member in it, a moderator, and a thread that the member began. */
async function opened(kind: GroupKind) {
  const group = await add(kind);
  for (const who of [ada, ben]) {
    await wish(group.id, who, 'invite');
    await takeSeat(app, who.doer, group.id, true);
  }
  await wish(group.id, ada, 'promote');
  const category = await addGroupCategory(app, ada.doer, group.id, { name: 'Talk', text: '' });
  const { thread } = await stage.start(ben, category);
  return { group, category, thread };
}

/** What a chair in a room is, told once more and by hand. */
function plainly(kind: GroupKind, seat: Seat | undefined, act: 'come' | 'leave' | Wish): Seat | undefined {
  const sits = (state: Seat['state'], role: Seat['role'] = 'member'): Seat => ({ state, role });
  switch (act) {
    case 'come':
      if (seat?.state === 'in') return seat;
      if (kind === 'public' || seat?.state === 'invited') return sits('in');
      return kind === 'request' ? sits('asked') : seat;
    case 'leave':
      return kind === 'hidden' && seat?.state === 'asked' ? seat : undefined;
    case 'remove':
      return undefined;
    case 'invite':
      return seat === undefined ? sits('invited') : seat.state === 'asked' ? sits('in') : seat;
    case 'admit':
      return seat?.state === 'asked' ? sits('in') : seat;
    default:
      return seat?.state === 'in' ? sits('in', act === 'promote' ? 'moderator' : 'member') : seat;
  }
}

describe('seats', () => {
  it('are what a list by hand says after any acts, while the group opens and closes around them', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    let group = await add('request');
    const seats = new Map<Signed, Seat | undefined>();
    const refusals = new Set(['forum.may_not', 'forum.no_group']);
    for (let step = 0; step < 60; step++) {
      const who = people[pick(random, people.length)]!;
      const act = (['come', 'leave', 'come', ...WISHES] as const)[pick(random, WISHES.length + 3)]!;
      if (pick(random, 8) === 0) {
        const { id, name, slug, text } = group;
        group = await saveGroup(app, boss, { name, slug, text, kind: GROUP_KINDS[pick(random, 4)]! }, id);
      }
      const acting =
        act === 'come' || act === 'leave'
          ? takeSeat(app, who.doer, group.id, act === 'come')
          : wish(group.id, who, act);
      await acting.catch((error: { code: string }) => assert.ok(refusals.has(error.code), String(error)));
      seats.set(who, plainly(group.kind, seats.get(who), act));
      assert.deepEqual(await seatOf(group.id, who), seats.get(who), `step ${step}: ${act}`);
    }
    const inside = [...seats.values()].filter((seat) => seat?.state === 'in').length;
    assert.equal((await selectGroup(app, group.id))!.members, inside);
    const seen = (await listGroups(app, staff)).find(({ id }) => id === group.id);
    const listed = await listSeats(app, staff, seen!);
    assert.equal(listed.length, [...seats.values()].filter((seat) => seat !== undefined).length);
  });

  it('are taken by one of two moderators who demote each other at the same moment', async () => {
    const { group } = await opened('invitation');
    for (let round = 0; round < 2; round++) {
      for (const who of [ada, ben]) await wish(group.id, who, 'promote');
      const done = await Promise.allSettled([
        wish(group.id, ben, 'demote', ada.doer),
        wish(group.id, ada, 'demote', ben.doer),
      ]);
      assert.equal(through(done, 'forum.may_not'), 1);
      const roles = [await seatOf(group.id, ada), await seatOf(group.id, ben)].map((seat) => seat?.role);
      assert.deepEqual(roles.toSorted(), ['member', 'moderator']);
    }
  });

  it('are one for 64 invitations, acceptances and removals at once, and counted once', async (t) => {
    const group = await add('invitation');
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const acts = Array.from({ length: 64 }, (_, index) => () => {
      const who = people[index % people.length]!;
      if (index % 3 === 0) return takeSeat(app, who.doer, group.id, true);
      return wish(group.id, who, index % 7 === 0 ? 'remove' : 'invite');
    });
    through(await Promise.allSettled(shuffled(random, acts).map((act) => act())), 'forum.may_not');
    const all = await Promise.all(people.map((who) => seatOf(group.id, who)));
    assert.equal(
      (await selectGroup(app, group.id))!.members,
      all.filter((seat) => seat?.state === 'in').length,
    );
  });

  it('open nothing where what they belong to failed, also for who read it in between', async () => {
    const { group, thread } = await opened('hidden');
    const broken = app.db.transaction(async () => {
      await wish(group.id, cleo, 'invite');
      await takeSeat(app, cleo.doer, group.id, true);
      await findThread(app, cleo.doer, thread.id);
      throw new Error('the disk is full');
    });
    await assert.rejects(broken, /disk is full/);
    assert.equal((await now(pathOf(thread), cleo)).status, 404);
    assert.equal(await findThread(app, cleo.doer, thread.id), undefined);
    assert.equal(await seatOf(group.id, cleo), undefined);
    await assert.rejects(
      addPost(app, cleo.doer, thread.id, { markdown: 'x', replyTo: null }),
      refused('forum.not_found'),
    );
    const leaving = app.db.transaction(async () => {
      await takeSeat(app, ben.doer, group.id, false);
      await findThread(app, ben.doer, thread.id);
      throw new Error('the disk is full');
    });
    await assert.rejects(leaving, /disk is full/);
    assert.equal((await now(pathOf(thread), ben)).status, 200, 'who did not leave is still in');
  });

  it('are no member’s who is gone, and nobody is found by a name that only looks like his', async () => {
    const group = await add('hidden');
    const erased = await stage.member('vanishing');
    await wish(group.id, erased, 'invite');
    await takeSeat(app, erased.doer, group.id, true);
    await eraseMembers(app, [erased.member.id]);
    assert.equal((await selectGroup(app, group.id))!.members, 0);
    const lookalikes = ['vanishing', '\u0430da', 'ad\u0430', 'a%', '_da', 'ada\u200b', '@', ' ', 'ada,ben'];
    for (const handle of lookalikes)
      await assert.rejects(
        seatMember(app, staff, group.id, { handle, wish: 'invite' }),
        refused('forum.no_member'),
        JSON.stringify(handle),
      );
    await seatMember(app, staff, group.id, { handle: ' @ADA ', wish: 'invite' });
    assert.equal((await seatOf(group.id, ada))?.state, 'invited');
  });
});

describe('a group', () => {
  it('has its address alone: one of 16 who take it at once, and none by another spelling', async () => {
    const done = await Promise.allSettled(
      Array.from({ length: 16 }, () => add('public', { name: 'Köln & Umgebung', slug: '' })),
    );
    assert.equal(through(done, 'forum.slug_taken'), 1);
    await Promise.allSettled(
      ['KOELN UMGEBUNG', 'a/../b', '%2e%2e', '?x#y'].map((slug) => add('public', { slug })),
    );
    const slugs = (await listGroups(app, staff)).map(({ slug }) => slug);
    assert.equal(new Set(slugs).size, slugs.length);
    for (const slug of slugs) assert.match(slug, /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
  });

  it('is removed, or has a category: never both, whoever is first', async () => {
    for (let round = 0; round < 6; round++) {
      const group = await add('public');
      const [category, removed] = await Promise.allSettled([
        addGroupCategory(app, staff, group.id, { name: 'Talk', text: '' }),
        removeGroup(app, boss, group.id),
      ]);
      through([category], 'forum.no_group');
      through([removed], 'forum.group_used');
      assert.notEqual(category.status, removed.status);
      const rows = await app.db.query('select 1 from forum_categories where group_id = $1', [group.id]);
      assert.equal(rows.length > 0, (await selectGroup(app, group.id)) !== undefined);
    }
  });

  it('gives two of the same name at once one category, and its moderator nothing of another group', async () => {
    const [one, other] = [await opened('request'), await add('request')];
    const same = () => addGroupCategory(app, ada.doer, one.group.id, { name: 'Meetings', text: '' });
    assert.equal(
      through(await Promise.allSettled([same(), same(), same(), same()]), 'forum.slug_taken'),
      1,
      'the others are told that the address is taken',
    );
    for (const bad of ['', '   ', 'x'.repeat(300), '\u0007'])
      await assert.rejects(
        addGroupCategory(app, ada.doer, one.group.id, { name: bad, text: '' }),
        refused('forum.no_title'),
        JSON.stringify(bad),
      );
    await assert.rejects(
      addGroupCategory(app, ada.doer, other.id, { name: 'Mine', text: '' }),
      refused('forum.may_not'),
    );
    for (const act of WISHES)
      await assert.rejects(wish(other.id, cleo, act, ada.doer), refused('forum.may_not'), act);
  });

  it('that opens lets in by its page whoever had asked before', async () => {
    const group = await add('request');
    await takeSeat(app, cleo.doer, group.id, true);
    await saveGroup(app, boss, { name: group.name, slug: group.slug, text: '', kind: 'public' }, group.id);
    const page = String((await now(groupPath(group.slug), cleo)).body);
    assert.match(page, /name="act" value="come"/);
    const came = await sendForm(cleo, groupPath(group.slug), groupPath(group.slug), { act: 'come' });
    assert.equal(came.status, 303);
    assert.deepEqual(await seatOf(group.id, cleo), { state: 'in', role: 'member' });
    assert.doesNotMatch(String((await now(groupPath(group.slug), cleo)).body), /value="come"/);
  });

  it('is said to nobody who asked once it hides, not in its list, its address or what he takes along', async () => {
    const group = await add('request', { name: 'Palimpsest' });
    await takeSeat(app, cleo.doer, group.id, true);
    await saveGroup(
      app,
      boss,
      { name: 'Palimpsest two', slug: 'vellum', text: '', kind: 'hidden' },
      group.id,
    );
    assert.equal((await now(groupPath('vellum'), cleo)).status, 404);
    assert.doesNotMatch(String((await now(`${COMMUNITY}/groups`, cleo)).body), /Palimpsest/);
    assert.equal(await findGroup(app, cleo.doer, 'vellum'), undefined);
    const own = JSON.stringify(await forumBelongings.exportOf(app, cleo.member.id));
    assert.doesNotMatch(own, /Palimpsest two|vellum/);
  });

  it('shows what its members are called and nothing that runs, and its waiting ones to moderators only', async () => {
    const { group } = await opened('request');
    const name = '<img src=x onerror=fire()> \u202egnp';
    const hostile = await stage.member('hostile', name);
    await takeSeat(app, hostile.doer, group.id, true);
    const { id, slug } = group;
    await saveGroup(app, boss, { name, slug, text: name, kind: 'request' }, id);
    const members = `${groupPath(slug)}/members`;
    for (const by of [ada, ben, cleo])
      for (const path of [groupPath(slug), members, `${COMMUNITY}/groups`])
        assert.doesNotMatch(String((await now(path, by)).body), /<img src=x/, path);
    assert.match(String((await now(members, ada)).body), /value="admit"[^>]*aria-label="[^"]*&#60;img/);
    assert.doesNotMatch(String((await now(members, ben)).body), /members\/hostile|value="admit"/);
    assert.equal((await now(members, cleo)).status, 404);
    await setMemberState(app, boss, cleo.member.id, { state: 'silenced', reason: 'x', until: null });
    assert.doesNotMatch(String((await now(groupPath(slug), cleo)).body), /name="act"/);
    await setMemberState(app, boss, cleo.member.id, { state: 'active', reason: null, until: null });
  });

  it('is kept by each role as far as it goes, and by no member through the API', async () => {
    const group = await add('hidden', { name: 'Kept' });
    const [path, members] = ['/api/v1/forum/groups', `/api/v1/forum/groups/${group.id}/members`];
    const input = { name: 'By API', slug: '', text: 'x', kind: 'hidden' };
    const may: Record<Role, readonly number[]> = {
      viewer: [200, 200, 403, 403, 403, 403],
      agent: [200, 200, 403, 403, 403, 403],
      manager: [200, 200, 204, 403, 403, 403],
      admin: [200, 200, 204, 201, 200, 204],
      owner: [200, 200, 204, 201, 200, 204],
    };
    for (const [role, expected] of Object.entries(may)) {
      const browser = await test.staff(role as Role);
      const target = role === 'owner' || role === 'admin' ? await add('public') : group;
      const answers = [
        await browser.get(path),
        await browser.get(members),
        await browser.put(members, { handle: 'ben', wish: 'invite' }),
        await browser.post(path, { ...input, name: `By ${role}` }),
        await browser.put(`${path}/${target.id}`, { ...input, name: `Changed by ${role}` }),
        await browser.delete(`${path}/${target.id}`),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        expected,
        role,
      );
    }
    for (const browser of [test.browser(), ada])
      for (const url of [path, members]) assert.ok((await browser.get(url)).status >= 401, url);
    const owner = await test.staff('owner', 'second@staff.example');
    for (const bad of [
      { ...input, name: ' ' },
      { ...input, name: 'x'.repeat(201) },
      { ...input, name: 'a\u0000b' },
      { ...input, text: '\ud83d' },
      { ...input, kind: 'secret' },
      { ...input, slug: 7 },
    ])
      assert.equal((await owner.post(path, bad)).status, 400, JSON.stringify(bad));
    assert.equal((await owner.put(members, { handle: 'ben', wish: 'crown' })).status, 400);
    assert.equal((await owner.put(members, { handle: 'nobody', wish: 'invite' })).status, 404);
    assert.equal((await owner.get(`${path}/fgr_${'0'.repeat(26)}/members`)).status, 404);
  });
});
