import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import {
  type AnyPostsObserver,
  type PostState,
  type PostWords,
  readPostStates,
  readPostWords,
  readSlots,
} from '#listen/posts/index.ts';
import { type Canonical, canonicalOf } from './canonical.ts';
import { beginAnew, endRound, goOnBehind, lockRules, markSlots, takeSlot } from './due-store.ts';
import { linkTexts, partGroups } from './link-stored.ts';
import { bandsOf, sketchOf } from './sketch.ts';
import {
  deletePrints,
  insertTexts,
  type PrintRow,
  putPrints,
  recountTexts,
  selectKnownKeys,
  selectPrints,
} from './store.ts';

export const COPIES_JOB = 'copies.keep';
/** Rises whenever texts are read or compared by other rules: everything is looked at again then. */
const RULES = 1;
/** Posts looked at in one transaction. */
const AT_ONCE = 1000;
/** Texts read before others get their turn: some milliseconds. */
const IN_A_TURN = 100;

/** Hears from `listen/posts` where posts changed, about once a minute. */
export const copiesObserver: AnyPostsObserver = {
  async onPostsChanged(app, slots) {
    await markSlots(app, slots);
    await app.jobs.enqueue(COPIES_JOB, {}, { key: COPIES_JOB });
  },
};

/** On the first start, and after other rules, everything stored is due. */
export async function keepRules(app: App): Promise<void> {
  await app.db.transaction(async () => {
    if ((await lockRules(app)) === RULES) return;
    await beginAnew(app, RULES);
    await markSlots(app, await readSlots(app));
  });
}

/**
 * Looks at the posts of the slots that are due: what came, went or says something else is read again, its text grouped with its copies.
 * What was found and how far this is stand in one transaction, so whatever stops in between goes on there. Answers the posts it looked at.
 */
export async function keepCopies(app: App, signal: AbortSignal, isPatient = false): Promise<number> {
  for (let posts = 0; ;) {
    const looked = signal.aborted ? undefined : await app.db.transaction(() => keepSome(app, isPatient));
    if (looked === undefined) return posts;
    posts += looked;
  }
}

async function keepSome(app: App, isPatient: boolean): Promise<number | undefined> {
  const due = await takeSlot(app, isPatient);
  if (!due) return undefined;
  const began = performance.now();
  const { slot, behind } = due;
  const states = await readPostStates(app, { slot, after: behind, limit: AT_ONCE });
  const last = states.length < AT_ONCE ? null : states.at(-1)!.id;
  const known = await selectPrints(app, slot, behind, last);
  const changed = await lookAt(app, states, known);
  const tookMs = performance.now() - began;
  if (last === null) await endRound(app, slot, tookMs);
  else await goOnBehind(app, slot, last, tookMs);
  return changed;
}

async function lookAt(app: App, states: readonly PostState[], known: readonly PrintRow[]): Promise<number> {
  const prints = new Map(known.map((print) => [print.postId, print]));
  const living = new Set(states.flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id])));
  const asked = states.filter(({ id, version }) => living.has(id) && prints.get(id)?.version !== version);
  const words = await readPostWords(
    app,
    asked.map(({ id }) => id),
  );
  const gone = known.filter(({ postId }) => !living.has(postId));
  if (words.length === 0 && gone.length === 0) return 0;
  const { fresh, texts } = await readTexts(words);
  const before = [...gone, ...fresh.flatMap(({ postId }) => prints.get(postId) ?? [])];
  if (gone.length > 0)
    await deletePrints(
      app,
      gone.map(({ postId }) => postId),
    );
  if (fresh.length > 0) await putPrints(app, fresh);
  await regroup(app, texts, [...before, ...fresh]);
  return gone.length + fresh.length;
}

/** The canonical texts of posts; long work that lets others have their turns. */
async function readTexts(
  words: readonly PostWords[],
): Promise<{ fresh: PrintRow[]; texts: Map<number, Canonical> }> {
  const fresh: PrintRow[] = [];
  const texts = new Map<number, Canonical>();
  for (const [i, { id, version, accountId, title, text }] of words.entries()) {
    if (i % IN_A_TURN === IN_A_TURN - 1) await nextTurn();
    const canonical = canonicalOf(title, text);
    if (canonical) texts.set(canonical.key, canonical);
    fresh.push({ postId: id, version, accountId, key: canonical?.key ?? null });
  }
  return { fresh, texts };
}

/** New texts find their copies, all texts concerned are counted again, and groups that lost one may fall apart. */
async function regroup(
  app: App,
  texts: ReadonlyMap<number, Canonical>,
  prints: readonly PrintRow[],
): Promise<void> {
  const keys = new Set(prints.flatMap(({ key }) => key ?? []));
  if (keys.size === 0) return;
  const stored = await selectKnownKeys(app, texts.keys());
  const added = [];
  for (const [i, { key, text, numbers }] of [...texts.values()]
    .filter(({ key: k }) => !stored.has(k))
    .entries()) {
    if (i % IN_A_TURN === IN_A_TURN - 1) await nextTurn();
    const sketch = sketchOf(text);
    added.push({ key, numbers, sketch, bands: bandsOf(sketch, numbers) });
  }
  if (added.length > 0) await insertTexts(app, added);
  if (added.length > 0) await linkTexts(app, added);
  const poorer = await recountTexts(app, keys);
  if (poorer.length > 0) await partGroups(app, poorer);
}
