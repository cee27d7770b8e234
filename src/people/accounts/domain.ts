import type { InboundAuthor } from '#connectors/kit/index.ts';

/** An account on a network that wrote something we keep. */
export interface Account {
  id: string;
  network: string;
  externalId: string;
  /** Without @; null until it is known. */
  handle: string | null;
  displayName: string | null;
  avatarUrl: string | null;
  profileUrl: string | null;
  followers: number | null;
  /** Where the profile says that its owner is. */
  location: string | null;
  deletedAt: Date | null;
}

/** What was said about an account, cut and cleaned so that any database takes it. */
export interface AccountFacts {
  network: string;
  externalId: string;
  handle: string | null;
  displayName: string | null;
  avatarUrl: string | null;
  profileUrl: string | null;
  followers: number | null;
  /** Where the profile says that its owner is. */
  location: string | null;
}

/** Key of an account in maps. */
export function accountKey(network: string, externalId: string): string {
  return `${network}\n${externalId}`;
}

/** Names from outside: control characters gone, lengths bounded, addresses only over http. */
export function factsOf(network: string, author: InboundAuthor): AccountFacts {
  return {
    network,
    externalId: author.externalId,
    handle: clean(author.handle?.replace(/^@+/, ''), 320),
    displayName: clean(author.displayName, 640),
    avatarUrl: address(author.avatarUrl),
    profileUrl: address(author.profileUrl),
    followers: Number.isSafeInteger(author.followers) && author.followers! >= 0 ? author.followers! : null,
    location: clean(author.location, 200),
  };
}

/** One entry for each account; what a later entry says wins, what it leaves out stays. */
export function mergeFacts(all: readonly AccountFacts[]): AccountFacts[] {
  const merged = new Map<string, AccountFacts>();
  for (const facts of all) {
    const key = accountKey(facts.network, facts.externalId);
    const before = merged.get(key);
    merged.set(key, before ? join(before, facts) : facts);
  }
  return [...merged.values()];
}

function join(before: AccountFacts, after: AccountFacts): AccountFacts {
  return {
    ...before,
    handle: after.handle ?? before.handle,
    displayName: after.displayName ?? before.displayName,
    avatarUrl: after.avatarUrl ?? before.avatarUrl,
    profileUrl: after.profileUrl ?? before.profileUrl,
    followers: after.followers ?? before.followers,
    location: after.location ?? before.location,
  };
}

function clean(value: string | undefined, max: number): string | null {
  if (!value) return null;
  // Most names are plain, and this runs for every post.
  const plain =
    UNUSABLE.test(value) || !value.isWellFormed()
      ? value.toWellFormed().replaceAll(UNUSABLE_ALL, ' ')
      : value;
  return plain.slice(0, max).toWellFormed().trim() || null;
}

function address(value: string | undefined): string | null {
  if (!value || value.length > 2048 || !/^https?:\/\//i.test(value)) return null;
  return clean(value, 2048);
}

const UNUSABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const UNUSABLE_ALL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
