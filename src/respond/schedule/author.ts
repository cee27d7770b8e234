import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import { actorNow } from '#people/sessions/index.ts';
import { readTeams, readWorkers } from '#people/teams/index.ts';
import { findConversations } from '#respond/inbox/index.ts';

/** Whoever wrote it, with what he may do today; undefined when he does not answer customers any more. */
export async function authorNow(app: App, userId: string): Promise<Actor | undefined> {
  const author = await actorNow(app, userId);
  return author && holds(author, 'replies.send') ? author : undefined;
}

/** Who is asked: the author, else whoever has the conversation, else the lead of its team, else the owners. Nobody who is away. */
export async function askedOf(app: App, authorId: string, conversationId: string): Promise<string> {
  const [workers, [conversation], teams] = await Promise.all([
    readWorkers(app),
    findConversations(app, [conversationId]),
    readTeams(app),
  ]);
  const isThere = (id: string | null | undefined) => workers.some((one) => one.id === id && !one.isAway);
  const lead = teams.find(({ id }) => id === conversation?.teamId)?.leadId;
  return [authorId, conversation?.assigneeId, lead].find(isThere) ?? 'owners';
}
