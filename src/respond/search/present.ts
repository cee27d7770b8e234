import type { Actor, App } from '#platform/app/index.ts';
import { type Kind, KINDS } from './domain.ts';
import { findEntries, type Found, type Wish } from './find.ts';
import { cannedHits } from './hits/canned.ts';
import { conversationHits, noteHits, replyHits } from './hits/conversations.ts';
import { articleHits, caseHits, personHits } from './hits/others.ts';
import type { Group, Hit, SearchView } from './schema.ts';

/** What is found, kind by kind, best first. What it says is read from its owner now: a word that was deleted shows nowhere. */
export async function searchAll(app: App, actor: Actor, wish: Wish): Promise<SearchView> {
  const found = await findEntries(app, actor, wish);
  const words = found.meant.flatMap(({ word, alike }) => [word, ...alike]);
  const of = (kind: Kind) => found.kinds.get(kind)?.rows ?? [];
  const [conversation, cases, person, reply, note, article, canned] = await Promise.all([
    conversationHits(app, of('conversation'), words),
    caseHits(app, of('case'), words),
    personHits(app, of('person')),
    replyHits(app, of('reply'), words),
    noteHits(app, of('note'), words),
    articleHits(app, of('article'), words),
    canHaveCanned(wish) ? cannedHits(app, actor, found.meant, words) : [],
  ]);
  const items: Record<Kind, Hit[]> = { conversation, case: cases, person, reply, note, article, canned };
  const groups = KINDS.filter((kind) => items[kind].length > 0).map((kind) => ({
    kind,
    ...(kind === 'canned' ? { count: canned.length, since: null } : countOf(found, kind)),
    items: kind === 'canned' ? canned.slice(0, mostCanned(wish)) : items[kind],
  }));
  // The kind with the best hit first, as somebody who types a name looks for the person.
  const best = (kind: Kind) => Math.max(0, ...of(kind).map(({ score }) => score));
  groups.sort((a, b) => best(b.kind) - best(a.kind));
  return {
    groups,
    words,
    corrected: found.typed
      .filter(({ alike }) => alike.length > 0)
      .map(({ word, alike, isUnknown }) => ({ typed: word, shown: [...alike], isUnknown })),
    isSome: found.isSome,
    isPartial: found.isPartial,
    ...(found.nextCursor && { nextCursor: found.nextCursor }),
  };
}

function countOf(found: Found, kind: Kind): Pick<Group, 'count' | 'since'> {
  const { count = 0, since = null } = found.kinds.get(kind) ?? {};
  return { count, since: since?.toISOString() ?? null };
}

const MOST_CANNED = 500;
/** They are few, so a list of them has one page. */
const mostCanned = ({ kind, limit }: Wish) => (kind === 'canned' ? MOST_CANNED : limit);

/** They have no time, no channel, and nobody has them. */
function canHaveCanned(wish: Wish): boolean {
  const { kind = 'canned', network, team, assignee, status, from, to } = wish;
  return (
    kind === 'canned' && [network, team, assignee, status, from, to].every((value) => value === undefined)
  );
}
