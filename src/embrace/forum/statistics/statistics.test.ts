import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { randomFrom } from '../../../../test/helpers/random.ts';
import { staffDoer } from '../doer.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { addPost } from '../talk/posts.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { type QuestionFigures, type Statistics, statisticsQuery } from './schema.ts';
import { readStatistics } from './kept.ts';
import { countStatistics } from './statistics.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const DAY_S = 86_400;
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const categories = [await stage.category('Help'), await stage.category('Ideas')];
const people: Signed[] = [];
for (const handle of ['ada', 'ben', 'cyd', 'dov']) people.push(await stage.member(handle));
const reader = await stage.member('reader');

/** What was done, as a plain list: the figures are counted from it again. */
interface Told {
  thread: string;
  category: string;
  isQuestion: boolean;
  number: number;
  by: string | null;
  /** Seconds before now. */
  ago: number;
  acceptedAgo?: number;
  isGone: boolean;
}
const told: Told[] = [];
const gone = new Set<string>();

async function write(): Promise<void> {
  for (let n = 0; n < 14; n++) {
    const [asker, category] = [pick(people), categories[n % 2]!];
    const isQuestion = random() < 0.8;
    const { thread, post } = await stage.start(asker, category, {
      kind: isQuestion ? 'question' : 'discussion',
      title: `Thread ${n}`,
      tags: [],
    });
    let ago = Math.floor(random() * 15 * DAY_S);
    const first: Told = {
      thread: thread.id,
      category: category.id,
      isQuestion,
      number: 1,
      by: asker.member.id,
      ago,
      isGone: false,
    };
    told.push(first);
    await moved(post.id, ago);
    await app.db.query(
      `update forum_threads set created_at = now() - make_interval(secs => $2) where id = $1`,
      [thread.id, ago],
    );
    for (let more = Math.floor(random() * 4); more > 0; more--) {
      const by = random() < 0.2 ? null : pick(people);
      const answer = await addPost(app, by?.doer ?? staff, thread.id, {
        markdown: `Answer ${more}`,
        replyTo: 1,
      });
      ago = Math.floor(ago * random());
      const one: Told = { ...first, number: answer.post.number, by: by?.member.id ?? null, ago };
      told.push(one);
      if (isQuestion && random() < 0.4) {
        await acceptAnswer(app, staff, answer.post.id, true);
        one.acceptedAgo = Math.floor(ago * random());
        await app.db.query(
          `update forum_posts set accepted_at = now() - make_interval(secs => $2) where id = $1`,
          [answer.post.id, one.acceptedAgo],
        );
      } else if (random() < 0.15) {
        await deletePost(app, staff, answer.post.id, { isDeleted: true, reason: 'Not here' });
        one.isGone = true;
      }
      await moved(answer.post.id, ago);
    }
    if (random() < 0.1) {
      await deleteThread(app, staff, thread.id, { isDeleted: true, reason: 'Not here' });
      gone.add(thread.id);
    }
  }
}

const moved = (id: string, ago: number) =>
  app.db.query(`update forum_posts set created_at = now() - make_interval(secs => $2) where id = $1`, [
    id,
    ago,
  ]);
const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
const alive = () => told.filter((one) => !one.isGone && !gone.has(one.thread));
const median = (all: number[]): number | null => {
  const sorted = all.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined ? null : (low + high!) / 2;
};

/** The figures of questions asked within `[until, since)` seconds ago. */
function questionsOf(since: number, until: number, category?: string): QuestionFigures {
  const asked = alive().filter(
    (one) =>
      one.number === 1 &&
      one.isQuestion &&
      one.ago <= since &&
      one.ago > until &&
      (!category || one.category === category),
  );
  const looked = asked.map((question) => {
    const posts = alive().filter((one) => one.thread === question.thread && one.number > 1);
    const first = posts.filter((one) => one.by !== question.by).toSorted((a, b) => a.number - b.number)[0];
    const accepted = posts.flatMap(({ acceptedAgo }) => acceptedAgo ?? []);
    return {
      first,
      answerS: first && question.ago - first.ago,
      solveS: accepted.length > 0 ? question.ago - Math.max(...accepted) : undefined,
    };
  });
  return {
    questions: asked.length,
    answered: looked.filter(({ first }) => first).length,
    answeredInDay: looked.filter(({ answerS }) => answerS !== undefined && answerS <= DAY_S).length,
    answeredByMembers: looked.filter(({ first }) => first?.by).length,
    medianAnswer: median(looked.flatMap(({ answerS }) => answerS ?? [])),
    solved: looked.filter(({ solveS }) => solveS !== undefined).length,
    medianSolve: median(looked.flatMap(({ solveS }) => solveS ?? [])),
  };
}

/** Seconds as the database counts them have parts. */
const rounded = (figures: QuestionFigures): QuestionFigures => ({
  ...figures,
  medianAnswer: figures.medianAnswer && Math.round(figures.medianAnswer / 10),
  medianSolve: figures.medianSolve && Math.round(figures.medianSolve / 10),
});

describe(`statistics of the community (SEED=${seed})`, () => {
  let read: Statistics;

  it('are those that a plain count gives, for both periods and each category', async () => {
    await write();
    read = await countStatistics(app, { days: 7, zone: 'Europe/Berlin' });
    for (const [which, since, until] of [
      ['now', 7 * DAY_S, -60],
      ['before', 14 * DAY_S, 7 * DAY_S],
    ] as const) {
      assert.deepEqual(rounded(read.questions[which]), rounded(questionsOf(since, until)), which);
      for (const category of read.categories)
        assert.deepEqual(
          rounded(category[which]),
          rounded(questionsOf(since, until, category.id)),
          `${category.name} ${which}`,
        );
      const posts = alive().filter(({ ago }) => ago <= since && ago > until);
      const writers = new Set(posts.flatMap(({ by }) => by ?? []));
      const wroteBefore = new Set(told.filter(({ ago }) => ago > since).flatMap(({ by }) => by ?? []));
      assert.deepEqual(
        { ...read.activity[which], reactions: 0 },
        {
          threads: posts.filter(({ number }) => number === 1).length,
          posts: posts.length,
          reactions: 0,
          writers: writers.size,
          newcomers: [...writers].filter((id) => !wroteBefore.has(id)).length,
        },
        which,
      );
    }
  });

  it('tell who helps whom, and never somebody who answers himself or for the company', () => {
    const given = alive().filter(
      ({ ago, number, isQuestion, by }) => number > 1 && isQuestion && by && ago <= 7 * DAY_S,
    );
    const askerOf = (thread: string) => told.find((one) => one.thread === thread && one.number === 1)!.by;
    const helped = given.filter(({ by, thread }) => by !== askerOf(thread));
    const counted = Map.groupBy(helped, ({ by }) => by);
    assert.deepEqual(
      Object.fromEntries(
        read.helpers.map(({ member, answers, people: some }) => [member.id, [answers, some]]),
      ),
      Object.fromEntries(
        [...counted].map(([by, all]) => [
          by,
          [all.length, new Set(all.map(({ thread }) => askerOf(thread))).size],
        ]),
      ),
    );
    for (const { helper, asker, threads } of read.pairs) {
      assert.notEqual(helper.id, asker.id);
      const same = helped.filter(({ by, thread }) => by === helper.id && askerOf(thread) === asker.id);
      assert.equal(threads, new Set(same.map(({ thread }) => thread)).size);
    }
  });

  it('have a place for every day, where a day begins in the zone asked for', () => {
    assert.equal(read.byDay.length, 8);
    assert.equal(
      read.byDay.reduce((sum, { posts }) => sum + posts, 0),
      read.activity.now.posts,
    );
    const days = read.byDay.map(({ day }) => day);
    assert.deepEqual(days, [...new Set(days)].sort());
  });

  it('count who only reads, thanks, and questions that wait', async () => {
    const { thread, post } = await stage.start(people[0]!, categories[0]!, { title: 'Waits', tags: [] });
    await app.db.query(`update forum_threads set created_at = now() - interval '3 days' where id = $1`, [
      thread.id,
    ]);
    await moved(post.id, 3 * DAY_S);
    await reader.get(`/community/t/${thread.id}/waits`);
    await react(app, reader.doer, post.id, { kind: 'thanks', isOn: true });
    const after = await countStatistics(app, { days: 7, zone: 'UTC' });
    assert.equal(after.silentReaders, 1);
    assert.equal(after.activity.now.reactions, read.activity.now.reactions + 1);
    assert.equal(after.waiting, read.waiting + 1);
    await addPost(app, people[0]!.doer, thread.id, { markdown: 'Anybody?', replyTo: 1 });
    assert.equal(
      (await countStatistics(app, { days: 7, zone: 'UTC' })).waiting,
      read.waiting + 1,
      'who asks again still waits',
    );
    const { post: own } = await addPost(app, people[0]!.doer, thread.id, {
      markdown: 'Found it.',
      replyTo: 1,
    });
    await acceptAnswer(app, people[0]!.doer, own.id, true);
    assert.equal(
      (await countStatistics(app, { days: 7, zone: 'UTC' })).waiting,
      read.waiting,
      'solved alone',
    );
    await acceptAnswer(app, people[0]!.doer, own.id, false);
    await addPost(app, people[1]!.doer, thread.id, { markdown: 'Me too.', replyTo: 1 });
    assert.equal((await countStatistics(app, { days: 7, zone: 'UTC' })).waiting, read.waiting);
  });

  it('are kept for a minute, for each period and zone, and counted once for all who ask meanwhile', async () => {
    const asked = { days: 7, zone: 'UTC' };
    const both = await Promise.all([readStatistics(app, asked, 0), readStatistics(app, asked, 1)]);
    assert.equal(both[0], both[1]);
    await stage.start(people[0]!, categories[0]!, { title: 'Not counted yet', tags: [] });
    assert.equal(await readStatistics(app, asked, 59_999), both[0]);
    const others = { ...asked, days: 28 };
    assert.equal((await readStatistics(app, others, 59_999)).from < both[0].from, true);
    const { activity } = await readStatistics(app, asked, 60_000);
    assert.equal(activity.now.threads, both[0].activity.now.threads + 1);
  });

  it('refuse days and zones that they do not know', () => {
    for (const query of [{ days: '5' }, { days: 'x' }, { zone: 'Mars' }, { zone: '+05:30' }])
      assert.equal(statisticsQuery.safeParse(query).success, false, JSON.stringify(query));
    assert.deepEqual(statisticsQuery.parse({}), { days: 28, zone: 'UTC' });
  });
});
