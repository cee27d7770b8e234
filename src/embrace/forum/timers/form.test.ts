import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { pathOf } from '../domain.ts';
import { saveGroup } from '../groups/groups.ts';
import { selectThread } from '../talk/store.ts';
import { openStage, sendForm } from '../testing/stage.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const maya = await stage.member('maya', 'Maya');
const guard = await stage.member('guard', 'Guard');
const club = await saveGroup(app, systemActor, { name: 'Club', slug: 'club', text: '', kind: 'public' });
await app.db.query(
  `insert into forum_group_members (group_id, member_id, state, role) values ($1, $2, 'in', 'moderator')`,
  [club.id, guard.member.id],
);
const room = await stage.category('Room', { groupId: club.id });
const { thread } = await stage.start(maya, room);
const settings = `/community/t/${thread.id}/settings`;
const FIELDS = { title: thread.title, tags: 'router', order: 'yes', reason: '', pinnedUntil: '' };
const set = (fields: object, by = guard) =>
  sendForm(by, settings, settings, { ...FIELDS, closesAt: '', closesAfter: '', opensAt: '', ...fields });
const now = async () => (await selectThread(app, thread.id))!;

describe('the form of a thread', () => {
  it('sets when it closes and opens, and the page tells everybody', async () => {
    assert.equal((await set({ closesAt: '2090-01-02T03:04', opensAt: '2091-01-01T00:00' })).status, 303);
    const { closesAt, opensAt } = await now();
    assert.deepEqual(
      [closesAt?.toISOString(), opensAt?.toISOString()],
      ['2090-01-02T03:04:00.000Z', '2091-01-01T00:00:00.000Z'],
    );
    const page = String((await test.browser().get(pathOf(thread))).body);
    assert.match(
      page,
      /Closes on <time datetime="2090-01-02T03:04:00.000Z" data-moment>Jan 2, 2090, 3:04\sAM UTC<\/time>/,
    );
    const form = String((await guard.get(settings)).body);
    assert.ok(form.includes('name="closesAt" value="2090-01-02T03:04"'));
  });

  it('takes everything back where the fields are emptied', async () => {
    await set({});
    const { closesAt, closesAfter, opensAt, pinnedUntil } = await now();
    assert.deepEqual([closesAt, closesAfter, opensAt, pinnedUntil], [null, null, null, null]);
  });

  it('says what is wrong, keeps what was there, and is not for others', async () => {
    for (const [fields, words] of [
      [{ closesAt: '2001-01-01T00:00' }, 'is over already'],
      [{ opensAt: '2090-01-01T00:00' }, 'This thread is open'],
      [{ closesAt: 'tomorrow' }, 'was missing'],
      [{ closesAfter: '1e3' }, undefined],
      [{ closesAfter: '-4' }, 'was missing'],
      [{ closesAfter: '99999999' }, 'was missing'],
    ] as const) {
      const { status, body } = await set(fields);
      if (words === undefined) continue;
      assert.equal(status, 400);
      assert.ok(String(body).includes(words), words);
    }
    await set({});
    assert.equal((await set({ closesAfter: '5' }, maya)).status, 403);
    assert.equal((await now()).closesAfter, null);
    assert.ok(!String((await maya.get(settings)).body).includes('closesAfter'));
  });
});
