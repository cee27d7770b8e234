import type { InboundPost, Refusal } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { admitPost, refuseItem } from './domain/admit.ts';
import { addressedAccounts } from './domain/own.ts';
import type { Candidate } from './domain/settle.ts';
import { matcherPort, ownAccountsPort } from './ports.ts';

/** Admits a post and finds its topics and whom it speaks to; a post that the matcher fails on is refused with the reason. */
export function lookAt(app: App, given: InboundPost, keepsAll = false): Candidate | Refusal {
  const post = admitPost(given);
  if (post.type === 'refusal') return post;
  try {
    const candidate = look(app, post);
    return keepsAll ? { ...candidate, isWanted: true } : candidate;
  } catch (error) {
    app.log.error({ err: error, code: 'intake.match_failed' }, 'the matcher failed on a post');
    return refuseItem(post, 'intake.match_failed', `Its topics could not be found: ${messageOf(error)}`);
  }
}

/** The same for a post that was admitted before. */
export function look(app: App, post: InboundPost): Candidate {
  const own = app.find(ownAccountsPort)?.externalIds(post.network) ?? NOBODY;
  const isOwn = own.has(post.author.externalId);
  const topics = app.find(matcherPort)?.match(post, isOwn) ?? [];
  const addresses = addressedAccounts(post, own);
  return wanted({ post, addresses, isOwn }, topics);
}

/** Decides open topics by what the posts mean; nothing is done, and nothing waits, where there are none. */
export async function decideOpen(
  app: App,
  candidates: readonly Candidate[],
  keepsAll = false,
): Promise<void> {
  const open = candidates.filter(({ topics }) => topics.some(({ isOpen }) => isOpen));
  if (open.length === 0) return;
  const decided = await app.find(matcherPort)?.decide?.(open);
  for (const [index, candidate] of open.entries()) {
    const { topics, isWanted } = wanted(
      candidate,
      decided?.[index] ?? candidate.topics.filter(({ isOpen }) => !isOpen),
    );
    candidate.topics = topics;
    candidate.isWanted = isWanted || keepsAll;
  }
}

function wanted<C extends Pick<Candidate, 'post' | 'addresses' | 'isOwn'>>(
  candidate: C,
  topics: Candidate['topics'],
) {
  const { post, addresses, isOwn } = candidate;
  return {
    ...candidate,
    topics,
    // Own mail is kept only where it belongs to a thread that is known.
    isWanted: topics.length > 0 || addresses.length > 0 || (post.visibility === 'private' && !isOwn),
  };
}

const NOBODY: ReadonlySet<string> = new Set();
