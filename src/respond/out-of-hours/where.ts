import type { App } from '#platform/app/index.ts';
import type { Hours } from '#lib/hours/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { readTeams } from '#people/teams/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { getSource } from '#listen/sources/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { calendarOfWidget } from '#respond/chat/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { accountFor } from '#respond/replies/index.ts';

/** The account that was written to: the chat, the mailbox; where that cannot be told, the one that would answer. Undefined where none is connected. */
export async function accountWrittenTo(
  app: App,
  conversation: Pick<Conversation, 'id' | 'network'>,
  post: Pick<StoredPost, 'mentions' | 'addresses' | 'sourceId'>,
): Promise<OwnAccount | undefined> {
  const accounts = await ownAccounts(app, conversation.network);
  const mailbox = conversation.network === 'mail' ? await mailboxOf(app, post.sourceId) : null;
  const named = new Set([...post.addresses, ...post.mentions, ...(mailbox === null ? [] : [mailbox])]);
  return accounts.find(({ externalId }) => named.has(externalId)) ?? accountFor(app, conversation);
}

/** Hours that hold for it: those that the answer names, its team's, its chat's, the standard ones. */
export async function hoursThatHold(
  app: App,
  {
    calendarId,
    teamId,
    widgetId,
  }: { calendarId: string | null; teamId: string | null; widgetId: string | null },
): Promise<Hours> {
  if (calendarId !== null) return hoursOf(app, calendarId);
  const team = teamId === null ? undefined : (await readTeams(app)).find(({ id }) => id === teamId);
  if (team?.calendarId) return hoursOf(app, team.calendarId);
  return hoursOf(app, widgetId === null ? null : await calendarOfWidget(app, widgetId));
}

/** The mailbox that a source reads; null for all others. */
async function mailboxOf(app: App, sourceId: string | null): Promise<string | null> {
  if (sourceId === null) return null;
  try {
    const { config } = await getSource(app, sourceId);
    return typeof config['mailbox'] === 'string' ? config['mailbox'] : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'source.not_found') return null;
    throw error;
  }
}
