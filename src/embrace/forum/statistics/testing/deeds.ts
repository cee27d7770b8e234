/** What people do in a community, at random: everything after which its figures are others. */
import { AppError } from '#platform/errors/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { pick, type Random } from '../../../../../test/helpers/random.ts';
import { bringThread } from '../../brought/bring.ts';
import { takeBackBrought } from '../../brought/take-back.ts';
import { staffDoer } from '../../doer.ts';
import { forumBelongings } from '../../own/belongings.ts';
import { noteRead } from '../../own/service.ts';
import { acceptAnswer, react } from '../../talk/answers.ts';
import type { ThreadChange } from '../../schema.ts';
import type { CategoryRow } from '../../talk/categories.ts';
import { mergeThreads, splitThread } from '../../talk/merge.ts';
import { addPost } from '../../talk/posts.ts';
import { deletePost, deleteThread } from '../../talk/removal.ts';
import { changeThread } from '../../talk/threads.ts';
import { undoMove } from '../../talk/undo-move.ts';
import type { Signed, Stage } from '../../testing/stage.ts';

const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const DAY_S = 86_400;
/** Up to when things happened before now: somewhat more than two periods of 28 days. */
const LONGEST_S = 60 * DAY_S;

type Deeds = Record<string, () => Promise<unknown>>;

interface Scene {
  stage: Stage;
  random: Random;
  people: readonly Signed[];
  categories: readonly CategoryRow[];
}

/** Deeds by their names; each does one thing, or nothing where there is nothing to do it with. */
export const deedsOf = (scene: Scene): Deeds => ({
  ...talkDeeds(scene),
  ...orderDeeds(scene),
  ...placeDeeds(scene),
  ...timeDeeds(scene),
});

function chance({ stage: { app }, random }: Scene) {
  const some = <T>(all: readonly T[]): T => all[pick(random, all.length)]!;
  const anyOf = async (table: string) =>
    some(await app.db.query<{ id: string }>(`select id from ${table} order by id`)).id;
  return {
    some,
    isLucky: () => random() < 0.5,
    anyThread: () => anyOf('forum_threads'),
    anyPost: () => anyOf('forum_posts'),
    ago: () => random() ** 2 * LONGEST_S,
  };
}

/** What members do. */
function talkDeeds(scene: Scene): Deeds {
  const { some, isLucky, anyThread, anyPost } = chance(scene);
  const { app, start } = scene.stage;
  const { people, categories } = scene;
  const answer = { markdown: 'Hold it.', replyTo: 1 };
  return {
    ask: () => start(some(people), some(categories), { kind: isLucky() ? 'question' : 'discussion' }),
    answer: async () => addPost(app, isLucky() ? some(people).doer : staff, await anyThread(), answer),
    accept: async () => acceptAnswer(app, staff, await anyPost(), isLucky()),
    react: async () => react(app, some(people).doer, await anyPost(), { kind: 'like', isOn: isLucky() }),
    read: async () => noteRead(app, some(people).doer, await anyThread(), 1 + pick(scene.random, 5)),
    leave: () =>
      app.db.transaction(() =>
        forumBelongings.erase(app, some(people).member.id, { keepsContent: isLucky() }),
      ),
  };
}

/** What the team does. */
function orderDeeds(scene: Scene): Deeds {
  const { some, isLucky, anyThread, anyPost } = chance(scene);
  const { app } = scene.stage;
  const change = async (wish: ThreadChange) => changeThread(app, staff, await anyThread(), wish);
  const gone = () => ({ isDeleted: isLucky(), reason: 'x' });
  return {
    'delete or restore a post': async () => deletePost(app, staff, await anyPost(), gone()),
    'delete or restore a thread': async () => deleteThread(app, staff, await anyThread(), gone()),
    'solve elsewhere': () => change({ solvedElsewhere: isLucky() ? 'https://example.com/a' : null }),
    'change the kind': () => change({ kind: isLucky() ? 'question' : 'discussion' }),
    close: () => change({ isClosed: isLucky() }),
    move: () => change({ categoryId: some(scene.categories).id }),
  };
}

/** What changes where posts stand, and brings and takes some. */
function placeDeeds(scene: Scene): Deeds {
  const { some, isLucky, anyThread, ago } = chance(scene);
  const { app } = scene.stage;
  const moves: string[] = [];
  const brought: { threadId: string; postIds: string[] }[] = [];
  const parts = { numbers: [2, 3], title: 'Apart' };
  const said = (n: number) => ({
    memberId: some(scene.people).member.id,
    markdown: 'It was said.',
    at: new Date(Date.now() - 1000 * (ago() + 3 - n)),
    replyTo: n === 0 ? null : 0,
    isAccepted: n > 0 && isLucky(),
  });
  const bring = async () => {
    const thread = { title: 'From elsewhere', kind: 'question', tags: [], isClosed: false } as const;
    const categoryId = some(scene.categories).id;
    brought.push(await bringThread(app, { ...thread, categoryId }, [0, 1, 2].map(said)));
  };
  return {
    merge: async () =>
      moves.push((await mergeThreads(app, staff, await anyThread(), await anyThread())).moveId),
    split: async () => moves.push((await splitThread(app, staff, await anyThread(), parts)).moveId),
    'undo a move': async () => moves.length > 0 && undoMove(app, staff, some(moves)),
    bring: () => app.db.transaction(bring),
    'take back what was brought': async () => {
      const last = brought.pop();
      if (last) await app.db.transaction(() => takeBackBrought(app, last.postIds, new Set([last.threadId])));
    },
  };
}

/** Time passes differently for one of them: it happened at another moment. */
function timeDeeds(scene: Scene): Deeds {
  const { ago } = chance(scene);
  const { db } = scene.stage.app;
  const shift = (table: string, column: string) => () =>
    db.query(
      `update ${table} set ${column} = now() - make_interval(secs => $1) where ctid =
         (select ctid from ${table} where ${column} is not null order by md5(ctid::text || $2) limit 1)`,
      [ago(), String(scene.random())],
    );
  return {
    'another time of a post': shift('forum_posts', 'created_at'),
    'another time of an acceptance': shift('forum_posts', 'accepted_at'),
    'another time of a thread': shift('forum_threads', 'created_at'),
    'another time of a reaction': shift('forum_reactions', 'at'),
    'another time of reading': shift('forum_reads', 'at'),
  };
}

/** What the rules of the forum refuse changes nothing. */
export async function attempt(deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
