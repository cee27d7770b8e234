import type { InboundPost, Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { findKnownPosts, type KnownPost, type StoredPost } from '#listen/posts/index.ts';
import { decide, type Mark } from './domain/decide.ts';
import { authorKey, identityKey } from './domain/keys.ts';
import type { Candidate } from './domain/settle.ts';
import { decideOpen, look } from './look.ts';
import { clearEdits, selectMarks, withholdEdits } from './marks-store.ts';
import type { Came } from './ports.ts';
import { inboundPost } from './schema.ts';
import { storeCandidates } from './store-candidates.ts';

interface Keyed {
  candidate: Candidate;
  key: string;
  authorKey: string;
}

/** Stores those posts of a settled batch that are to be kept. Answers what was stored and what the database refused. */
export async function keepPosts(
  app: App,
  candidates: readonly Candidate[],
  came: Came,
): Promise<{ stored: StoredPost[]; refusals: Refusal[] }> {
  const keyed = candidates.filter(mayBeKept).map(withKeys);
  if (keyed.length === 0) return { stored: [], refusals: [] };
  const marks = await readMarks(app, keyed);
  const known = await readKnown(app, keyed, marks);
  const wanted = new Set(keyed.filter((entry) => entry.candidate.isWanted).map((entry) => entry.key));
  const toStore: Candidate[] = [];
  const toWithhold: (Keyed & { post: InboundPost })[] = [];
  const consumed: string[] = [];
  for (const entry of keyed) {
    const { post } = entry.candidate;
    const mark = marks.get(entry.key);
    const facts = {
      mark,
      authorMark: marks.get(entry.authorKey),
      stored: known.get(entry.key),
      isInKnownThread: threadOf(post)
        .map((id) => identityKey(post.origin, id))
        .some((id) => known.has(id) || wanted.has(id)),
    };
    const decision = decide(entry.candidate, facts, (edit) => look(app, edit));
    if (decision.action === 'store') {
      toStore.push(withRoot(decision.candidate, known));
      if (mark?.edit) consumed.push(entry.key);
    } else if (decision.action === 'withhold') toWithhold.push({ ...entry, post });
  }
  // Later states that came before their posts were not decided when they came.
  await decideOpen(app, toStore);
  const result = await storeCandidates(app, toStore, came);
  await clearEdits(app, consumed);
  await withholdEdits(
    app,
    toWithhold.map(({ key, authorKey, post }) => ({
      key,
      authorKey,
      version: post.version,
      edit: JSON.stringify(post),
    })),
  );
  return result;
}

/** Everything else is counted and gone: the path of nearly the whole firehose. */
function mayBeKept(candidate: Candidate): boolean {
  return candidate.isWanted || candidate.isOwn || candidate.post.isEdit === true;
}

function withKeys(candidate: Candidate): Keyed {
  const { post } = candidate;
  return {
    candidate,
    key: identityKey(post.origin, post.externalId),
    authorKey: authorKey(post.origin, post.author.externalId),
  };
}

async function readMarks(app: App, keyed: readonly Keyed[]): Promise<Map<string, Mark>> {
  const keys = new Set<string>();
  for (const entry of keyed) keys.add(entry.key).add(entry.authorKey);
  const rows = await selectMarks(app, [...keys]);
  return new Map(
    rows.map((row) => [
      row.key,
      {
        deletedVersion: row.deleted_version ?? -1,
        edit: row.edit === null ? null : (inboundPost.parse(row.edit) as InboundPost),
      },
    ]),
  );
}

/** What is stored of the posts, and of the threads they are in, where the decision depends on it. */
async function readKnown(
  app: App,
  keyed: readonly Keyed[],
  marks: ReadonlyMap<string, Mark>,
): Promise<Map<string, KnownPost>> {
  const asked = new Map<string, { origin: string; externalId: string }>();
  for (const { candidate, key } of keyed) {
    const { post, isWanted, isOwn } = candidate;
    if (!isWanted || marks.get(key)?.edit) asked.set(key, post);
    if ((isOwn && !isWanted) || needsRoot(post)) {
      for (const externalId of threadOf(post))
        asked.set(identityKey(post.origin, externalId), { origin: post.origin, externalId });
    }
  }
  const known = await findKnownPosts(app, [...asked.values()]);
  return new Map(known.map((post) => [identityKey(post.origin, post.externalId), post]));
}

function threadOf(post: InboundPost): string[] {
  return [post.parentExternalId, post.rootExternalId].filter((id) => id !== undefined);
}

function needsRoot(post: InboundPost): boolean {
  return post.rootExternalId === undefined && post.parentExternalId !== undefined;
}

/** Some networks name only the post that is answered; the thread is then the one of that post. */
function withRoot(candidate: Candidate, known: ReadonlyMap<string, KnownPost>): Candidate {
  const { post } = candidate;
  if (!needsRoot(post)) return candidate;
  const parent = known.get(identityKey(post.origin, post.parentExternalId!));
  return {
    ...candidate,
    post: { ...post, rootExternalId: parent?.rootExternalId ?? post.parentExternalId! },
  };
}
