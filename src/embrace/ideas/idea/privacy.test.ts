import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { colleague, openBoard, refused } from '../testing/board.ts';
import { SORTS } from '../domain.ts';
import { ANYBODY, readerOf, STAFF } from './boards.ts';
import { comment } from './comments.ts';
import { findIdea, findIdeas, listIdeas } from './find.ts';
import { changeIdea, deleteIdea, propose } from './propose.ts';
import { follow } from './news.ts';
import { takeBack, thank, vote } from './votes.ts';

const made = await openBoard();
const { app } = made;
after(() => made.close());
const staff = colleague();
const [chosen, other] = [await made.member('chosen'), await made.member('other')];
const rooms = {
  everybody: await made.addBoard('Everybody'),
  members: await made.addBoard('Members', { whoSees: 'members' }),
  chosen: await made.addBoard('Chosen', { whoSees: 'chosen', memberIds: [chosen.memberId] }),
  staff: await made.addBoard('Staff', { whoSees: 'staff' }),
};
const ideas = new Map<string, string>();
for (const [name, { id }] of Object.entries(rooms))
  ideas.set(name, (await made.propose(staff, { boardId: id, title: `Zebra ${name}`, markdown: '' })).id);
/** Who sees the ideas of which boards. */
const READERS = [
  ['anybody', ANYBODY, ['everybody']],
  ['a member', await readerOf(app, other), ['everybody', 'members']],
  ['a chosen member', await readerOf(app, chosen), ['everybody', 'members', 'chosen']],
  ['the team', STAFF, ['everybody', 'members', 'chosen', 'staff']],
] as const;

describe('what stands on a board', () => {
  for (const [name, who, sees] of READERS)
    it(`is seen by ${name} in lists, by words and by its address only where that is for ${name}`, async () => {
      const expected = sees.map((one) => ideas.get(one)!).sort();
      const all = [...ideas.values()];
      const boards = Object.values(rooms).map(({ id }) => id);
      for (const sort of SORTS)
        for (const wish of [{}, { boards }, { q: 'zebra' }, { q: 'zebrra', isLoose: true }]) {
          const { rows } = await listIdeas(app, who, { sort, ...wish });
          assert.deepEqual(rows.map(({ id }) => id).sort(), expected, `${sort} ${JSON.stringify(wish)}`);
        }
      assert.deepEqual((await findIdeas(app, who, all)).map(({ id }) => id).sort(), expected);
      for (const id of all) assert.equal((await findIdea(app, who, id)) !== undefined, expected.includes(id));
    });

  it('takes nothing from a member who does not see it, whatever he sends, and says no more than that it is not there', async () => {
    for (const name of ['chosen', 'staff'] as const) {
      const id = ideas.get(name)!;
      const before = await made.idea(id);
      for (const act of [
        () => vote(app, other, id, 'x'),
        () => takeBack(app, other, id, 'vote'),
        () => thank(app, other, id),
        () => comment(app, other, id, { markdown: 'x' }),
        () => follow(app, other, id, true),
        () => changeIdea(app, other, id, { title: 'x' }),
        () => deleteIdea(app, other, id, { isDeleted: true, reason: '' }),
      ])
        await assert.rejects(act(), refused('idea.not_found'));
      const mine = { boardId: rooms[name].id, title: 'Mine', markdown: '' };
      await assert.rejects(propose(app, other, mine), refused('idea.no_board'));
      assert.deepEqual(await made.idea(id), before);
    }
  });
});
