import type {
  InboundDelete,
  InboundItem,
  InboundPost,
  InboundProfile,
  Refusal,
} from '#connectors/kit/index.ts';
import type { TopicMatch } from '#listen/posts/index.ts';

/** A topic that a post belongs to; an open one also asks what the post means, and decides when that is known. */
export type FoundTopic = TopicMatch & { readonly isOpen?: true };

/** A post of the batch with what was found out about it before the database is asked. */
export interface Candidate {
  post: InboundPost;
  topics: readonly FoundTopic[];
  /** The brand's accounts that it speaks to. */
  addresses: readonly string[];
  /** Written by one of the brand's accounts. */
  isOwn: boolean;
  /** This state, or another of the same post in the batch, belongs to a topic or speaks to the brand. */
  isWanted: boolean;
}

export interface Settled {
  candidates: Candidate[];
  deletes: InboundDelete[];
  /** Authors whose accounts ended. */
  authorDeletes: InboundDelete[];
  profiles: InboundProfile[];
}

/**
 * Resolves a batch in itself: one last state for each identity, whatever the order and however often it came. The
 * same answer comes out for every order of the items.
 */
export function settle(
  items: Iterable<InboundItem>,
  look: (post: InboundPost) => Candidate | Refusal,
): Settled & { refusals: Refusal[] } {
  const posts = new Map<string, Candidate[]>();
  const deletes = new Map<string, InboundDelete>();
  const authorDeletes = new Map<string, InboundDelete>();
  const profiles: InboundProfile[] = [];
  const refusals: Refusal[] = [];
  for (const item of items) {
    if (item.type === 'profile') profiles.push(item);
    else if (item.type === 'delete') keepLatest(item.scope === 'author' ? authorDeletes : deletes, item);
    else {
      const candidate = look(item);
      if ('type' in candidate) refusals.push(candidate);
      else addCandidate(posts, candidate);
    }
  }
  return {
    candidates: [...posts].flatMap(
      ([key, states]) => lastState(states, deletes.get(key), authorDeletes) ?? [],
    ),
    deletes: [...deletes.values()],
    authorDeletes: [...authorDeletes.values()],
    profiles,
    refusals,
  };
}

function keepLatest(deletes: Map<string, InboundDelete>, item: InboundDelete): void {
  const key = `${item.origin}\n${item.externalId}`;
  const before = deletes.get(key);
  if (!before || before.version < item.version) deletes.set(key, item);
}

function addCandidate(posts: Map<string, Candidate[]>, candidate: Candidate): void {
  const key = `${candidate.post.origin}\n${candidate.post.externalId}`;
  const states = posts.get(key);
  if (states) states.push(candidate);
  else posts.set(key, [candidate]);
}

/** The latest state that no delete of the batch takes away. */
function lastState(
  states: Candidate[],
  end: InboundDelete | undefined,
  authorDeletes: ReadonlyMap<string, InboundDelete>,
): Candidate | undefined {
  const { post } = states[0]!;
  const authorEnd = authorDeletes.get(`${post.origin}\n${post.author.externalId}`);
  const after = Math.max(end?.version ?? -1, authorEnd?.version ?? -1);
  const alive = states.filter((state) => state.post.version > after);
  const latest = alive.reduce<Candidate | undefined>(
    (best, state) => (best && best.post.version >= state.post.version ? best : state),
    undefined,
  );
  return latest && { ...latest, isWanted: alive.some((state) => state.isWanted) };
}
