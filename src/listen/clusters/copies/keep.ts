import { inTurns } from '#platform/turns/index.ts';
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
import {
  beginAnew,
  endRound,
  forgetRested,
  goOnBehind,
  lockRules,
  markSlots,
  takeSlot,
} from './due-store.ts';
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
/** New texts written and linked at once: more would keep this process busy with one statement. */
const LINKED_AT_ONCE = 250;

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
  let posts = 0;
  while (!signal.aborted) {
    const looked = await app.db.transaction(() => keepSome(app, isPatient));
    if (looked === undefined) {
      await forgetRested(app);
      break;
    }
    posts += looked;
  }
  return posts;
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
  const rest = inTurns();
  for (const { id, version, accountId, title, text } of words) {
    await rest();
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
  const fresh = [...texts.values()].filter(({ key }) => !stored.has(key));
  const rest = inTurns();
  for (let from = 0; from < fresh.length; from += LINKED_AT_ONCE) {
    const added = [];
    for (const { key, text, numbers } of fresh.slice(from, from + LINKED_AT_ONCE)) {
      await rest();
      const sketch = sketchOf(text);
      added.push({ key, numbers, sketch, bands: bandsOf(sketch, numbers) });
    }
    await insertTexts(app, added);
    await linkTexts(app, added);
  }
  const poorer = await recountTexts(app, keys);
  if (poorer.length > 0) await partGroups(app, poorer);
}
