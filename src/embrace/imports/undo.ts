import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { takeBackMembers } from '#people/members/index.ts';
import { readCategories, removeCategory, takeBackBrought, writersAmong } from '#embrace/forum/index.ts';
import type { Kind } from './domain.ts';
import { deleteRows } from './rows-store.ts';
import { type ImportRow, lockImport, type Totals, updateImport } from './store.ts';
import { forgetTargets, selectMade, selectMadePosts } from './targets-store.ts';

const AT_ONCE = 20;

/**
 * Takes the next few things of an import back, in one transaction with the note that they went. What people went on with stays: threads in
 * which somebody wrote since, members who were taken over or whose words stay, categories that have threads. False when it is done.
 */
export async function takeBackSome(app: App, id: string): Promise<boolean> {
  return app.db.transaction(async () => {
    const row = await lockImport(app, id);
    if (row?.state !== 'undoing') return false;
    for (const [kind, take] of STEPS) {
      const made = await selectMade(app, id, kind, AT_ONCE);
      if (made.length === 0) continue;
      const kept = await take(app, row, made);
      await note(app, row, kind, kept);
      await app.bus.publish('imports.changed', { importId: id });
      return true;
    }
    await deleteRows(app, id);
    await updateImport(app, id, { state: 'undone', isFinished: true });
    await audit(app, systemActor, { action: 'import.taken_back', subject: id, detail: { ...row.totals } });
    await app.bus.publish('imports.changed', { importId: id });
    return false;
  });
}

type Made = Awaited<ReturnType<typeof selectMade>>;
const STEPS: readonly (readonly [Kind, (app: App, row: ImportRow, made: Made) => Promise<number>])[] = [
  ['thread', takeThreads],
  ['post', takePosts],
  ['category', takeCategories],
  ['member', takeMembers],
];

async function takeThreads(app: App, row: ImportRow, made: Made): Promise<number> {
  const threads = made.map(({ targetId }) => targetId);
  const posts = await selectMadePosts(app, row.id, threads);
  const ids = posts.map(({ id }) => id);
  const stay = new Set(await takeBackBrought(app, ids, new Set(threads)));
  const keptThreads = new Set(posts.filter(({ id }) => stay.has(id)).map(({ threadId }) => threadId));
  const isKept = (id: string) => stay.has(id) || keptThreads.has(id);
  await forgetTargets(app, row.id, {
    gone: [...ids, ...threads].filter((id) => !isKept(id)),
    kept: [...ids, ...threads].filter(isKept),
  });
  return keptThreads.size;
}

/** Posts that came into threads of others. */
async function takePosts(app: App, row: ImportRow, made: Made): Promise<number> {
  const posts = made.map(({ targetId }) => targetId);
  const kept = await takeBackBrought(app, posts, new Set());
  await forgetTargets(app, row.id, { gone: posts.filter((post) => !kept.includes(post)), kept });
  return kept.length;
}

async function takeCategories(app: App, row: ImportRow, made: Made): Promise<number> {
  const kept: string[] = [];
  const here = new Set((await readCategories(app)).map(({ id }) => id));
  const gone = made.flatMap(({ targetId }) => (here.has(targetId) ? [] : [targetId]));
  for (const { targetId } of made.filter((each) => here.has(each.targetId))) {
    try {
      await removeCategory(app, systemActor, targetId);
      gone.push(targetId);
    } catch (error) {
      // It has threads.
      if (!(error instanceof AppError)) throw error;
      kept.push(targetId);
    }
  }
  await forgetTargets(app, row.id, { gone, kept });
  return kept.length;
}

async function takeMembers(app: App, row: ImportRow, made: Made): Promise<number> {
  const ids = made.map(({ targetId }) => targetId);
  const writers = await writersAmong(app, ids);
  const gone = await takeBackMembers(
    app,
    ids.filter((id) => !writers.has(id)),
  );
  const kept = ids.filter((id) => !gone.includes(id));
  await forgetTargets(app, row.id, { gone, kept });
  return kept.length;
}

async function note(app: App, row: ImportRow, kind: Kind, kept: number): Promise<void> {
  const before = row.totals?.[kind] ?? { done: 0, there: 0, refused: 0 };
  const totals: Totals = { ...row.totals, [kind]: { ...before, kept: (before.kept ?? 0) + kept } };
  await updateImport(app, row.id, { totals });
}
