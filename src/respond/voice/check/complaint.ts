import { placeOf } from '#lib/networks/index.ts';
import type { App } from '#platform/app/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import { type Conversation, openConversationsWith } from '#respond/inbox/index.ts';
import type { Complaint } from './schema.ts';

/** Conversations of a person that are looked at, and posts of each. */
const MOST = 20;
const POSTS_OF = 5;

/** The complaint of this person that is still open, on any account of theirs; the one of this conversation before others. */
export async function openComplaintOf(app: App, conversation: Conversation): Promise<Complaint | null> {
  const accounts = (await accountsOfPersons(app, [conversation.accountId])).get(conversation.accountId);
  const open = await openConversationsWith(app, accounts ?? [conversation.accountId], MOST);
  const postsOf = ({ postIds, lastPostId }: Conversation) => [...postIds.slice(-POSTS_OF), lastPostId];
  const said = await readSaidLabels(app, [...new Set(open.flatMap(postsOf))]);
  const complains = (id: string) =>
    said.get(id)?.some(({ key, value }) => key === 'complaint' && value === 'yes') ?? false;
  const found = open
    .filter((one) => postsOf(one).some(complains))
    .sort((a, b) => Number(b.id === conversation.id) - Number(a.id === conversation.id))[0];
  if (!found) return null;
  const { id, title, excerpt, network, waitingSince, lastPostAt } = found;
  return {
    conversationId: id,
    excerpt: title ?? excerpt,
    since: (waitingSince ?? lastPostAt).toISOString(),
    network,
  };
}

/** Why promotion is out of place. */
export function complaintReason({ since, network, excerpt }: Complaint): string {
  const day = since.slice(0, 10);
  return `they have an open complaint since ${day} ${placeOf(network)} (“${shortened(excerpt)}”)`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const signs = Array.from(line);
  return signs.length <= 80 ? line : `${signs.slice(0, 79).join('')}…`;
}
