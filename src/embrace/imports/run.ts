import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { bringMember } from '#people/members/index.ts';
import {
  bringPosts,
  bringThread,
  type BroughtPost,
  categoryInput,
  readCategories,
  saveCategory,
} from '#embrace/forum/index.ts';
import {
  type CategoryData,
  cut,
  type Kind,
  KINDS,
  type MemberData,
  type PostData,
  type ThreadData,
} from './domain.ts';
import { importErrors } from './errors.ts';
import { readProblems } from './draft.ts';
import {
  countRows,
  deleteRows,
  refuseLost,
  selectPostsOf,
  selectWaiting,
  settleRows,
  type Waiting,
} from './rows-store.ts';
import { type ImportRow, lockImport, type Totals, updateImport } from './store.ts';
import { insertTargets, selectTargets } from './targets-store.ts';

/** Of one thread in one transaction; what is more follows behind. */
const POSTS_AT_ONCE = 500;

/**
 * Brings the next thing over, a thread with its posts, in one transaction with the note that it came: whatever ends the program, nothing
 * comes twice and nothing is left out. What is refused is noted with its reason and keeps no other one out. False when the import is done,
 * or somebody stopped it.
 */
export async function bringNext(app: App, id: string): Promise<boolean> {
  let at: { kind: Kind; keys: string[] } | undefined;
  try {
    return await app.db.transaction(async () => {
      const row = await lockImport(app, id);
      if (row?.state !== 'running') return false;
      for (const [kind, bring] of STEPS) {
        const [next] = await selectWaiting(app, id, kind, 1);
        if (!next) continue;
        at = { kind, keys: [next.key] };
        const state = await bring(app, row, next);
        if (kind !== 'post') await settleRows(app, id, kind, [next.key], { state });
        return true;
      }
      await finish(app, row);
      return false;
    });
  } catch (error) {
    if (!(error instanceof AppError) || !at) throw error;
    return refuse(app, id, at, error.message);
  }
}

/** What was refused, and all that cannot come without it. */
async function refuse(
  app: App,
  id: string,
  { kind, keys }: { kind: Kind; keys: string[] },
  reason: string,
): Promise<boolean> {
  return app.db.transaction(async () => {
    const row = await lockImport(app, id);
    if (!row) return false;
    await settleRows(app, id, kind, keys, { state: 'refused', reason });
    await refuseLost(app, row);
    return true;
  });
}

type Came = 'done' | 'there';
const STEPS: readonly (readonly [Kind, (app: App, row: ImportRow, next: Waiting) => Promise<Came>])[] = [
  ['member', bringOne],
  ['category', bringCategory],
  ['thread', bringOneThread],
  ['post', bringRest],
];

async function bringOne(app: App, row: ImportRow, { key, data }: Waiting): Promise<Came> {
  const { at, path, ...given } = data as MemberData;
  const { member, isNew } = await bringMember(app, { ...given, at: at === null ? null : new Date(at) });
  await insertTargets(app, row, [
    { kind: 'member', key, targetId: member.id, threadId: null, isMade: isNew, path },
  ]);
  return isNew ? 'done' : 'there';
}

/** A category of the same name is the same, but one of a closed group: what everybody could read there is not hidden here. */
async function bringCategory(app: App, row: ImportRow, { key, data }: Waiting): Promise<Came> {
  const { name, text, slug, path } = data as CategoryData;
  const here = await readCategories(app);
  const called = (one: string) => one.normalize('NFC').toLowerCase();
  const same = here.find((one) => called(one.name) === called(name.trim()) && !one.group?.isClosed);
  const isTaken = (wished: string) => here.some((one) => one.slug === wished);
  const wished = [slug, name].map((one) => slugOf(one, 'category')).find((one) => !isTaken(one));
  const input = categoryInput.safeParse({
    name: cut(name.trim(), 100).trim(),
    text: cut(text, 500),
    slug: wished ?? freeSlug(slugOf(name, 'category'), isTaken),
    position: Math.min(here.length, 10_000),
  });
  if (!input.success) throw importErrors('import.no_category');
  const { id } = same ?? (await saveCategory(app, systemActor, input.data));
  await insertTargets(app, row, [
    { kind: 'category', key, targetId: id, threadId: null, isMade: !same, path },
  ]);
  return same ? 'there' : 'done';
}

function freeSlug(stem: string, isTaken: (slug: string) => boolean): string {
  for (let turn = 2; ; turn++) {
    const slug = `${stem.slice(0, 70).toWellFormed().replaceAll('\u{fffd}', '')}-${turn}`;
    if (!isTaken(slug)) return slug;
  }
}

async function bringOneThread(app: App, row: ImportRow, { key, data }: Waiting): Promise<Came> {
  const { category, path, ...thread } = data as ThreadData;
  const categories = await selectTargets(app, row.origin, 'category', [category]);
  const categoryId = categories.get(category) ?? '';
  // Who keeps order here may have removed it since it came.
  if (!(await readCategories(app)).some((one) => one.id === categoryId))
    throw importErrors('import.no_category');
  const posts = await selectPostsOf(app, row.id, key, POSTS_AT_ONCE);
  const brought = await broughtOf(app, row, posts);
  const kind = brought.some(({ isAccepted }) => isAccepted) ? 'question' : thread.kind;
  const { threadId, postIds } = await bringThread(app, { ...thread, kind, categoryId }, brought);
  await insertTargets(app, row, [{ kind: 'thread', key, targetId: threadId, threadId, isMade: true, path }]);
  await notePosts(app, row, threadId, posts, postIds);
  return 'done';
}

/** Posts of threads that are here already, or that have very many. */
async function bringRest(app: App, row: ImportRow, next: Waiting): Promise<Came> {
  const key = next.thread ?? '';
  const threadId = (await selectTargets(app, row.origin, 'thread', [key])).get(key);
  if (threadId === undefined) throw importErrors('import.no_thread');
  const posts = await selectPostsOf(app, row.id, key, POSTS_AT_ONCE);
  await notePosts(
    app,
    row,
    threadId,
    posts,
    await bringPosts(app, threadId, await broughtOf(app, row, posts)),
  );
  return 'done';
}

async function broughtOf(app: App, row: ImportRow, posts: readonly Waiting[]): Promise<BroughtPost[]> {
  const given = posts.map(({ data }) => data as PostData);
  const members = await selectTargets(app, row.origin, 'member', [
    ...new Set(given.map(({ author }) => author)),
  ]);
  const places = new Map(posts.map(({ number }, index) => [number, index]));
  const answered = given.flatMap(({ replyTo }) =>
    replyTo === null ? [] : [`${posts[0]?.thread}/${replyTo}`],
  );
  const before = await selectTargets(app, row.origin, 'post', [...new Set(answered)]);
  return given.map(({ author, markdown, at, replyTo, isAccepted }, index) => {
    const place = places.get(replyTo);
    const earlier = before.get(`${posts[index]!.thread}/${replyTo}`);
    return {
      memberId: members.get(author) ?? '',
      markdown,
      at: new Date(at),
      replyTo: replyTo === null ? null : (place ?? earlier ?? null),
      isAccepted,
    };
  });
}

async function notePosts(
  app: App,
  row: ImportRow,
  threadId: string,
  posts: readonly Waiting[],
  ids: readonly string[],
): Promise<void> {
  const targets = posts.map(({ key, data }, index) => {
    const { path } = data as PostData;
    return { kind: 'post' as const, key, targetId: ids[index]!, threadId, isMade: true, path };
  });
  await insertTargets(app, row, targets);
  await settleRows(
    app,
    row.id,
    'post',
    posts.map(({ key }) => key),
    { state: 'done' },
  );
}

/** What the files said is forgotten; how many came, and what could not, stays. */
async function finish(app: App, row: ImportRow): Promise<void> {
  const counts = await countRows(app, row.id);
  const of = (kind: Kind, ...states: string[]) =>
    counts
      .filter((each) => each.kind === kind && states.includes(each.state))
      .reduce((sum, { count }) => sum + count, 0);
  const totals: Totals = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      { done: of(kind, 'done'), there: of(kind, 'there'), refused: of(kind, 'refused', 'unread') },
    ]),
  );
  const problems = await readProblems(app, row.id);
  await updateImport(app, row.id, { state: 'done', totals, problems, isFinished: true });
  await deleteRows(app, row.id);
  await audit(app, systemActor, { action: 'import.finished', subject: row.id, detail: { ...totals } });
  await app.bus.publish('imports.changed', { importId: row.id });
}
