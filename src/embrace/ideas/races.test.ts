import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { assert as check, asyncProperty, constantFrom, integer, array, record } from 'fast-check';
import { until } from '../../../test/helpers/app.ts';
import { systemActor } from '#platform/app/index.ts';
import { erasedMeanwhile } from '../../people/members/testing/erased-meanwhile.ts';
import { saveEntry } from './changelog/entries.ts';
import { importIdeas } from './exchange/import.ts';
import { changeIdea, deleteIdea, propose } from './idea/propose.ts';
import { comment } from './idea/comments.ts';
import { mergeIdeas, undoMerge } from './idea/merge.ts';
import { follow } from './idea/news.ts';
import { placeIdeas, setStatus } from './idea/status.ts';
import { openVotesOf, takeBack, thank, vote } from './idea/votes.ts';
import { saveBoard } from './idea/boards.ts';
import { setConsent } from './mined/consent.ts';
import { ideaBelongings } from './own.ts';
import { boardInput } from './schema.ts';
import { colleague, miscounted, openBoard, refused, through } from './testing/board.ts';

const made = await openBoard();
const { app, board } = made;
after(() => made.close());
const staff = colleague();
const voters = await made.members(6);
const two = async (more = {}) => {
  const ideas = [await made.propose(staff, more), await made.propose(staff, more)];
  const [low, high] = ideas.map(({ id }) => id).sort();
  return { low: low!, high: high! };
};
/** How many wait for a lock of another transaction. */
const waiting = async () =>
  (
    await app.db.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  )[0]!.n;

/** Does `work` and keeps its transaction open until it is let go. */
async function held(work: () => Promise<unknown>): Promise<() => Promise<void>> {
  const [isDone, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const all = app.db
    .transaction(async () => {
      await work();
      isDone.resolve();
      await gate.promise;
    })
    .catch((error: unknown) => isDone.reject(error));
  await isDone.promise;
  return async () => {
    gate.resolve();
    await all;
  };
}

describe('whoever waits for an idea that is merged meanwhile', () => {
  it('lets it go before he takes the other one, so that a merge the other way never waits for him in a circle', async () => {
    const { low, high } = await two();
    const letGo = await held(() => mergeIdeas(app, staff, high, low));
    const voted = vote(app, voters[0]!, high, 'by the old address');
    await until('the vote waits', async () => (await waiting()) === 1);
    const crossed = mergeIdeas(app, colleague(2), low, high);
    await until('the merge waits, too', async () => (await waiting()) === 2);
    await letGo();
    const [vote1, merge] = await Promise.allSettled([voted, crossed]);
    assert.equal(vote1.status, 'fulfilled', String(vote1.status === 'rejected' && vote1.reason));
    assert.ok(merge.status === 'rejected' && refused('idea.merged')(merge.reason));
    assert.equal((await made.idea(low)).votes, 1);
    assert.deepEqual(await miscounted(app), []);
  });

  it('finds it again when the merge is taken back while he waits', async () => {
    const { low, high } = await two();
    const merge = await mergeIdeas(app, staff, low, high);
    const letGo = await held(() => undoMerge(app, staff, merge));
    const said = comment(app, voters[0]!, low, { markdown: 'Which of the two?' });
    await until('the comment waits', async () => (await waiting()) === 1);
    await letGo();
    assert.equal((await said).ideaId, low);
    assert.deepEqual([(await made.idea(low)).comments, (await made.idea(high)).comments], [1, 0]);
    assert.deepEqual(await miscounted(app), []);
  });

  it('is refused when it was taken away meanwhile, and nothing of his is kept', async () => {
    const { low } = await two();
    const letGo = await held(() => deleteIdea(app, staff, low, { isDeleted: true, reason: 'spam' }));
    const refusing = assert.rejects(vote(app, voters[0]!, low, ''), refused('idea.not_found'));
    await until('the vote waits', async () => (await waiting()) === 1);
    await letGo();
    await refusing;
    assert.deepEqual(await app.db.query('select 1 from idea_votes where idea_id = $1', [low]), []);
  });
});

describe('who is erased in the very moment', () => {
  it('in which he votes, thanks, follows, comments or proposes leaves nothing of it', async () => {
    const busy = await made.member('busy');
    const [{ low, high }, id] = [await two(), busy.member.id];
    const said = await erasedMeanwhile(app, id, [
      () => vote(app, busy, low, ''),
      () => thank(app, busy, high),
      () => follow(app, busy, high, true),
      () => comment(app, busy, low, { markdown: 'Me, too.' }),
      () => made.propose(busy),
    ]);
    assert.deepEqual([...new Set(said)], ['AppError: You may not do this here. Nothing was changed.']);
    const left = await app.db.query(
      `select 'vote' as what from idea_votes where member_id = $1 union all select 'follow' from idea_follows where member_id = $1
       union all select 'comment' from idea_comments where author_id = $1 union all select 'idea' from ideas where author_id = $1`,
      [id],
    );
    assert.deepEqual(left, []);
    assert.deepEqual(await miscounted(app), []);
  });
});

describe('who needs more than one idea', () => {
  it('notes a consent of what was merged while that is taken back, and nobody waits in a circle', async () => {
    const { low, high } = await two({ originPostId: 'post_origin' });
    const merge = await mergeIdeas(app, staff, low, high);
    const [isHeld, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const noted = app.db.transaction(async () => {
      await vote(app, voters[0]!, high, '');
      isHeld.resolve();
      await gate.promise;
      await setConsent(app, staff, low, { consent: 'given', name: 'Eve', how: 'by phone' });
    });
    await isHeld.promise;
    const undone = undoMerge(app, staff, merge);
    await until('undoing waits', async () => (await waiting()) === 1);
    gate.resolve();
    await Promise.all([noted, undone]);
    const { mergedInto, creditName } = await made.idea(low);
    assert.deepEqual([mergedInto, creditName], [null, 'Eve'], 'neither forgot what the other did');
    assert.deepEqual(await miscounted(app), []);
  });

  it('places ideas, some of them merged, while others are merged, and nobody waits in a circle', async () => {
    const { low, high } = await two();
    const last = (await made.propose()).id;
    await mergeIdeas(app, staff, low, last);
    const letGo = await held(() => vote(app, voters[0]!, last, ''));
    const placed = placeIdeas(app, staff, { quarter: '2027-Q3', ids: [low, high] });
    await until('placing waits', async () => (await waiting()) === 1);
    const merged = mergeIdeas(app, colleague(2), high, last);
    await until('the merge waits, too', async () => (await waiting()) === 2);
    await letGo();
    await Promise.all([placed, merged]);
    const missing = placeIdeas(app, staff, { quarter: null, ids: ['ide_gone'] });
    await assert.rejects(missing, refused('idea.not_found'));
  });
});

describe('one member who does everything at once', () => {
  it('is served one after the other: proposals, comments, votes and thanks never wait in a circle', async () => {
    const [one, other] = await made.members(2, 'busy');
    const ideas = [];
    for (let n = 0; n < 4; n++) ideas.push(await made.propose(other, { title: `Theirs ${n}`, markdown: '' }));
    const work = ideas.flatMap(({ id }, n) => [
      propose(app, one!, { boardId: board.id, title: `Mine ${n}`, markdown: '', formId: `f${n % 2}` }),
      comment(app, one!, id, { markdown: `Yes ${n}` }),
      vote(app, one!, id, ''),
      thank(app, one!, id),
      takeBack(app, one!, id, 'thanks'),
    ]);
    through(await Promise.allSettled(work), 'idea.no_votes_left', 'trust.too_fast');
    assert.ok((await openVotesOf(app, one!.memberId!)) <= 5);
    const own = await app.db.query('select 1 from ideas where author_id = $1', [one!.memberId]);
    assert.ok(own.length <= 2, 'a form that is sent twice is one idea');
    assert.deepEqual(await miscounted(app), []);
  });

  it('gets a vote back that stands where he cannot see it any more', async () => {
    const one = await made.member('shut-out');
    const room = { name: 'Pilots', whoSees: 'chosen' };
    const pilots = await made.addBoard('Pilots', { ...room, memberIds: [one.memberId] });
    const { id } = await made.propose(staff, { boardId: pilots.id });
    await vote(app, one, id, '');
    assert.equal(await openVotesOf(app, one.memberId!), 1);
    await saveBoard(app, systemActor, boardInput.parse(room), pilots.id);
    assert.equal(await openVotesOf(app, one.memberId!), 0, 'he could not take it back');
    await assert.rejects(takeBack(app, one, id, 'vote'), refused('idea.not_found'));
    assert.equal((await made.idea(id)).votes, 1, 'his wish still counts');
  });
});

describe('two colleagues at once', () => {
  it('send the same table: it comes once, and both are answered', async () => {
    const head = 'number,title,votes_count,status,original_number';
    const text = [head, ...Array.from({ length: 12 }, (_, n) => `race${n},Raced ${n},3,open,`)].join('\n');
    const bring = (n: number) => importIdeas(app, colleague(n), { text, boardId: board.id, isDryRun: false });
    const done = await Promise.all([bring(1), bring(2), bring(3)]);
    assert.deepEqual(done.map(({ fresh, there }) => [fresh, there]).sort(), [
      [0, 12],
      [0, 12],
      [12, 0],
    ]);
    const rows = await app.db.query("select 1 from ideas where title like 'Raced %'");
    assert.equal(rows.length, 12);
  });

  it('write entries and merge what stands in them, in any order, and nobody waits in a circle', async () => {
    const ideas = [await made.propose(), await made.propose(), await made.propose(), await made.propose()];
    const ids = ideas.map(({ id }) => id);
    const entry = (ideaIds: string[]) =>
      saveEntry(app, staff, { title: 'New', markdown: '', kind: 'new', publishAt: null, ideaIds });
    const work = [
      ...[1, 2, 3].flatMap(() => [entry(ids), entry(ids.toReversed())]),
      mergeIdeas(app, staff, ids[3]!, ids[0]!),
      mergeIdeas(app, staff, ids[1]!, ids[2]!),
      placeIdeas(app, staff, { quarter: '2027-Q2', ids: ids.toReversed() }),
    ];
    assert.equal(through(await Promise.allSettled(work)), work.length);
    assert.deepEqual(await miscounted(app), []);
  });

  it('decide about the same idea: every decision stands in its history, the last one is its status', async () => {
    const { id } = await made.propose();
    const wishes = ['planned', 'building', 'declined', 'shipped', 'considering'] as const;
    await Promise.all(
      wishes.map((status, n) => setStatus(app, colleague(n), id, { status, reason: `because ${n}` })),
    );
    const rows = await app.db.query<{ status: string }>(
      'select status from idea_statuses where idea_id = $1 order by at, id',
      [id],
    );
    assert.deepEqual(rows.map(({ status }) => status).sort(), ['open', ...wishes].sort());
    const { status } = await made.idea(id);
    assert.ok(wishes.some((one) => one === status));
    const audits = await app.db.query<{ detail: { from: string; to: string } }>(
      "select detail from audit_entries where subject = $1 and action = 'idea.decided' order by id",
      [id],
    );
    for (const [n, { detail }] of audits.entries())
      assert.equal(detail.from, n === 0 ? 'open' : audits[n - 1]!.detail.to, 'each saw what was before');
    assert.equal(audits.at(-1)!.detail.to, status);
  });
});

describe('a member who leaves while others go on', () => {
  it('leaves exact counts behind, whatever is merged at that moment', async () => {
    const [leaver, stayer] = await made.members(2, 'leaving');
    const ids = [];
    for (let n = 0; n < 4; n++)
      ids.push((await made.propose(n % 2 ? leaver : staff, { title: `Left ${n}`, markdown: '' })).id);
    for (const id of ids.slice(0, 3)) await vote(app, stayer!, id, 'mine');
    const erase = () =>
      app.db.transaction(() => ideaBelongings.erase(app, leaver!.memberId!, { keepsContent: false }));
    const work = [
      erase(),
      mergeIdeas(app, staff, ids[3]!, ids[0]!),
      mergeIdeas(app, staff, ids[1]!, ids[2]!),
      vote(app, stayer!, ids[3]!, ''),
      comment(app, stayer!, ids[1]!, { markdown: 'Still here.' }),
      erase(),
    ];
    through(await Promise.allSettled(work), 'idea.not_found', 'idea.merged', 'idea.ended');
    await erase();
    assert.deepEqual(await miscounted(app), []);
    const left = await app.db.query('select 1 from idea_votes where member_id = $1', [leaver!.memberId]);
    assert.deepEqual(left, []);
  });
});

describe('whatever people do one after the other', () => {
  it('the counts are those of a plain list of who wishes what', async () => {
    const step = record({
      act: constantFrom('vote', 'back', 'merge', 'undo', 'edit'),
      who: integer({ min: 0, max: 5 }),
      at: integer({ min: 0, max: 2 }),
      to: integer({ min: 0, max: 2 }),
    });
    await check(
      asyncProperty(array(step, { maxLength: 14 }), async (steps) => {
        const ids: string[] = [];
        for (let n = 0; n < 3; n++) ids.push((await made.propose()).id);
        /** Who gave a vote to which idea, and what stands in what. */
        const given = ids.map(() => new Set<number>());
        const into: (number | null)[] = [null, null, null];
        const merges: { from: number; id: string }[] = [];
        const rootOf = (at: number): number => (into[at] === null ? at : rootOf(into[at]!));
        const wish = (root: number) =>
          new Set(ids.flatMap((_, n) => (rootOf(n) === root ? [...given[n]!] : [])));
        for (const { act, who, at, to } of steps) {
          const [root, voter] = [rootOf(at), voters[who]!];
          if (act === 'vote') {
            await vote(app, voter, ids[at]!, `${who}`);
            if (!wish(root).has(who)) given[root]!.add(who);
          } else if (act === 'back') {
            await takeBack(app, voter, ids[at]!, 'vote');
            for (const [n, own] of given.entries()) if (rootOf(n) === root) own.delete(who);
          } else if (act === 'merge' && into[at] === null && into[to] === null && at !== to) {
            merges.push({ from: at, id: await mergeIdeas(app, staff, ids[at]!, ids[to]!) });
            into[at] = to;
          } else if (act === 'undo' && merges.length > 0) {
            const { from, id } = merges.pop()!;
            await undoMerge(app, staff, id);
            into[from] = null;
          } else if (act === 'edit' && into[at] === null)
            await changeIdea(app, staff, ids[at]!, { title: `Edited by ${who}` });
        }
        for (const [n, id] of ids.entries())
          assert.equal((await made.idea(id)).votes, rootOf(n) === n ? wish(n).size : 0);
        assert.deepEqual(await miscounted(app), []);
        // What ended gives its votes back for the next run.
        for (const [n, id] of ids.entries())
          if (into[n] === null) await setStatus(app, staff, id, { status: 'declined', reason: '' });
      }),
      { numRuns: 8 },
    );
  });
});
