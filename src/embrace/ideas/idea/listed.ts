import { type App, remember } from '#platform/app/index.ts';
import { selectOut } from '../changelog/store.ts';
import { ANYBODY, maySee, ON_ROADMAP } from '../domain.ts';
import { type BoardRow, selectBoards } from './boards-store.ts';
import { countByStatus } from './store.ts';
import '../events.ts';

/** What of ideas is there for everybody. */
export interface Listed {
  hasBoards: boolean;
  hasRoadmap: boolean;
  hasChangelog: boolean;
}

interface Held extends Listed {
  boards: readonly BoardRow[];
  /** When the first entry of the changelog comes out by itself, by `performance.now()`; null where none is to come. */
  outAt: number | null;
}

const held = remember(load, ({ name, data }) => name === 'idea.changed' && !('isCount' in data));

/** What everybody finds of ideas, kept in memory until it changes. */
export async function listedIdeas(app: App): Promise<Listed> {
  const now = await held.read(app);
  if (now.hasChangelog || now.outAt === null || performance.now() < now.outAt) return now;
  held.forget(app);
  return held.read(app);
}

/** All boards in their order, as pages show them. Whoever decides by one in a transaction reads it there. */
export async function knownBoards(app: App): Promise<readonly BoardRow[]> {
  return (await held.read(app)).boards;
}

async function load(app: App): Promise<Held> {
  const [boards, { isOut, dueInMs }] = await Promise.all([selectBoards(app), selectOut(app)]);
  const ids = boards.filter((board) => maySee(board, ANYBODY)).map(({ id }) => id);
  const counts = ids.length === 0 ? new Map() : await countByStatus(app, ids);
  return {
    boards,
    hasBoards: ids.length > 0,
    hasRoadmap: ON_ROADMAP.some((status) => (counts.get(status) ?? 0) > 0),
    hasChangelog: isOut,
    outAt: dueInMs === null ? null : performance.now() + dueInMs,
  };
}

/** Boards, the changelog, or several ideas changed: tells every process, in the ambient transaction. */
export async function ideasChanged(app: App): Promise<void> {
  await app.bus.publish('idea.changed', { ideaId: null });
  held.forget(app);
}

/** The same of one idea; `isCount`: it is voted for, followed or spoken about otherwise, and stands where it stood. */
export async function tellIdeaChanged(app: App, ideaId: string, isCount = false): Promise<void> {
  await app.bus.publish('idea.changed', { ideaId, ...(isCount ? { isCount } : {}) });
  if (!isCount) held.forget(app);
}
