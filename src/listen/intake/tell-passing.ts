import type { InboundPost } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { authorKey, identityKey } from './domain/keys.ts';
import type { Candidate, Settled } from './domain/settle.ts';
import { selectMarks } from './marks-store.ts';
import { passingPort } from './ports.ts';

/** Posts written longer ago are not of what passes now: a source that catches up, or a feed read for the first time. */
const FRESH_MS = 2 * 3_600_000;

/** Shows what was not kept to the one who looks at a few of them, and tells him first what has to go. */
export async function tellPassing(app: App, settled: Settled, sourceId: string | null): Promise<void> {
  const observer = app.find(passingPort);
  if (!observer) return;
  const changed = settled.candidates.filter(isKeptOrEdit).map(({ post }) => post);
  const posts = [...settled.deletes, ...changed];
  if (posts.length > 0 || settled.authorDeletes.length > 0)
    await observer.forget(app, { posts, authors: settled.authorDeletes });
  if (!sourceId?.startsWith('src_')) return;
  const since = app.clock.now().getTime() - FRESH_MS;
  const passing = settled.candidates
    .filter((candidate) => !isKeptOrEdit(candidate) && candidate.post.createdAt.getTime() > since)
    .map(({ post }) => post);
  const picked = observer.pick(passing);
  if (picked.length > 0) await observer.keep(app, await standing(app, picked));
}

function isKeptOrEdit({ isWanted, isOwn, post }: Candidate): boolean {
  return isWanted || isOwn || post.isEdit === true;
}

/** Without those whose delete came before them. */
async function standing(app: App, posts: readonly InboundPost[]): Promise<InboundPost[]> {
  const keyed = posts.map((post) => ({
    post,
    keys: [identityKey(post.origin, post.externalId), authorKey(post.origin, post.author.externalId)],
  }));
  const marks = await selectMarks(
    app,
    keyed.flatMap(({ keys }) => keys),
  );
  const deleted = new Map(marks.map((mark) => [mark.key, mark.deleted_version ?? -1]));
  return keyed.flatMap(({ post, keys }) =>
    keys.some((key) => (deleted.get(key) ?? -1) >= post.version) ? [] : [post],
  );
}
