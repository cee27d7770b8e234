import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import { preselect, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { readText } from '../labeller.ts';
import { understandAndRead } from '../understand.ts';
import { learnApart } from './apart.ts';
import { likeliest } from './head.ts';
import { exampleFor, TAUGHT, type Taught, valuesOf } from './labels.ts';
import { isBetter, isEnough, type Lesson } from './learn.ts';
import {
  countSaid,
  lockTraining,
  noteTraining,
  putHead,
  selectHeads,
  selectSaid,
  selectTraining,
} from './store.ts';

/** Latest words of people that are learned from. */
const MOST_SAID = 3000;
/** Recent posts that nobody objected to. */
const MOST_SILENT = 400;

/** Job: trains every label about which people have said something since the last time. Answers whether anything changed. */
export async function trainCompanyHeads(app: App, signal: AbortSignal): Promise<boolean> {
  const trained = new Map((await selectHeads(app)).map((row) => [row.label as string, row]));
  const counts = await countSaid(app);
  const isNew = (label: Taught) => {
    const count = counts.find((row) => row.label === label);
    const before = trained.get(label);
    // What was learned from words that were taken back is unlearned.
    if (!count || !before) return count !== undefined || before !== undefined;
    return count.latest > before.trained_at || count.said < before.said;
  };
  const due = TAUGHT.filter(isNew);
  if (due.length === 0) return false;
  await noteTraining(app, 'began_at');
  for (const label of due) {
    if (signal.aborted) return true;
    await trainOne(app, label, signal);
  }
  await noteTraining(app, 'ended_at');
  return true;
}

export async function isTrainingNow(app: App): Promise<boolean> {
  const { began_at, ended_at } = await selectTraining(app);
  return began_at !== null && (ended_at === null || ended_at < began_at);
}

async function trainOne(app: App, label: Taught, signal: AbortSignal): Promise<void> {
  const lessons = await lessonsFor(app, label);
  const said = lessons.filter((lesson) => lesson.isSaid).length;
  const outputs = valuesOf(label).length;
  const learnt = isEnough(lessons) ? await learnApart(lessons, outputs, signal) : null;
  await app.db.transaction(async () => {
    await lockTraining(app);
    await putHead(app, label, {
      weights: learnt && Buffer.from(learnt.weights),
      comparison: learnt?.comparison ?? null,
      said,
      isBetter: learnt !== null && isBetter(learnt.comparison),
    });
  });
}

/** What people said, and recent posts that nobody objected to. */
async function lessonsFor(app: App, label: Taught): Promise<Lesson[]> {
  const values = valuesOf(label);
  const said = await selectSaid(app, label, MOST_SAID);
  const posts = new Map(
    (
      await readStoredPosts(
        app,
        said.map((row) => row.post_id),
      )
    ).map((post) => [post.id, post]),
  );
  const lessons: Lesson[] = [];
  for (const [index, { post_id, value, version }] of said.entries()) {
    const post = posts.get(post_id);
    const place = values.indexOf(value);
    if (!post || place < 0 || (version !== null && version !== post.version)) continue;
    lessons.push({ example: read(label, post), value: place, isSaid: true });
    if (index % 50 === 49) await nextTurn();
  }
  if (lessons.length === 0) return lessons;
  const recent = await preselect(app, { limit: MOST_SILENT + said.length });
  for (const [index, post] of recent.posts
    .filter(({ id, isOwn }) => !posts.has(id) && !isOwn)
    .slice(0, MOST_SILENT)
    .entries()) {
    const example = read(label, post);
    lessons.push({ example, value: likeliest(example.prior), isSaid: false });
    if (index % 50 === 49) await nextTurn();
  }
  return lessons;
}

function read(label: Taught, post: StoredPost): Lesson['example'] {
  const { labels, reading } = understandAndRead({ text: readText(post), lang: post.langs[0] });
  return exampleFor(label, reading, labels);
}
