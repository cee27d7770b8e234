import type { App } from '#platform/app/index.ts';
import { authorView, publicPostIds, topicLabelsPort } from '#listen/posts/index.ts';
import { readShownLabels } from '#listen/understanding/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { pointsOf, waitingFactor } from '#respond/triage/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { ConversationRow } from '../schema.ts';
import { readFloodMarks } from '../floods/view.ts';
import { conversationCasesPort, conversationPromisesPort } from '../ports.ts';
import { selectConversations, weighed } from '../store/conversations.ts';
import { readColleagues } from './colleagues.ts';

/** Conversations by id as lists show them; unknown ones are left out. */
export async function readRows(app: App, ids: readonly string[]): Promise<ConversationRow[]> {
  return ids.length === 0 ? [] : present(app, await selectConversations(app, ids));
}

/** Conversations as lists show them: a few more queries, however many rows. */
export async function present(app: App, given: readonly Conversation[]): Promise<ConversationRow[]> {
  if (given.length === 0) return [];
  const conversations = await weighed(app, given);
  const isAssigned = conversations.some((conversation) => conversation.assigneeId !== null);
  const caseIds = [...new Set(conversations.flatMap((conversation) => conversation.caseId ?? []))];
  const newest = conversations.map((conversation) => conversation.lastPostId);
  const hasTeam = conversations.some((conversation) => conversation.teamId !== null);
  const [accounts, colleagues, teams, understood, open, cases, promises, floods] = await Promise.all([
    readAccounts(app, [...new Set(conversations.map((conversation) => conversation.accountId))]),
    isAssigned ? readColleagues(app) : new Map<string, { name: string }>(),
    hasTeam ? readTeamNames(app) : new Map<string, string>(),
    readShownLabels(app, newest),
    publicPostIds(app, newest).then((ids) => new Set(ids)),
    caseIds.length > 0 ? app.find(conversationCasesPort)?.label(app, caseIds) : undefined,
    app.find(conversationPromisesPort)?.read(
      app,
      conversations.map((conversation) => conversation.id),
    ),
    readFloodMarks(
      app,
      conversations.map((conversation) => conversation.id),
    ),
  ]);
  const now = app.clock.now();
  return conversations.map((conversation) => ({
    ...rowOf(conversation, now),
    isPrivate: !open.has(conversation.lastPostId),
    author: authorView(
      { id: conversation.accountId, network: conversation.network },
      accounts.get(conversation.accountId),
    ),
    assignee: assigneeOf(conversation.assigneeId, colleagues),
    team: teamOf(conversation.teamId, teams),
    understood: understood.get(conversation.lastPostId) ?? [],
    case: cases?.get(conversation.caseId ?? '') ?? null,
    promise: promises?.get(conversation.id) ?? null,
    flood: floods.get(conversation.id) ?? null,
    topics: conversation.topicIds.map((id) => ({
      id,
      name: app.find(topicLabelsPort)?.find?.(id)?.name ?? id,
    })),
  }));
}

function rowOf(
  conversation: Conversation,
  now: Date,
): Omit<
  ConversationRow,
  'author' | 'assignee' | 'team' | 'topics' | 'understood' | 'case' | 'promise' | 'isPrivate' | 'flood'
> {
  const isWaiting = conversation.status !== 'done';
  const waiting = waitingFactor(isWaiting ? conversation.waitingSince : null, now);
  const factors = waiting ? [waiting, ...conversation.factors] : [...conversation.factors];
  return {
    id: conversation.id,
    network: conversation.network,
    status: conversation.status,
    snoozedUntil: conversation.snoozedUntil?.toISOString() ?? null,
    snoozeReason: conversation.status === 'snoozed' ? conversation.snoozeReason : null,
    priority: pointsOf(factors),
    factors,
    excerpt: conversation.excerpt,
    title: conversation.title,
    hasMedia: conversation.hasMedia,
    postCount: conversation.postIds.length,
    lastPostAt: conversation.lastPostAt.toISOString(),
    waitingSince: isWaiting ? (conversation.waitingSince?.toISOString() ?? null) : null,
    isUnread: conversation.isUnread,
    isGone: conversation.isGone,
    labels: [...conversation.labels],
    outgoing: conversation.outgoing,
    version: conversation.version,
  };
}

function assigneeOf(
  id: string | null,
  colleagues: ReadonlyMap<string, { name: string }>,
): ConversationRow['assignee'] {
  return id === null ? null : { id, name: colleagues.get(id)?.name ?? 'Former colleague' };
}

function teamOf(id: string | null, names: ReadonlyMap<string, string>): ConversationRow['team'] {
  return id === null ? null : { id, name: names.get(id) ?? 'Former team' };
}
