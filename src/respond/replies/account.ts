import type { App } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { type Conversation, lastSpeaker, type Speaker } from '#respond/inbox/index.ts';
import { selectOfConversation } from './store.ts';

type Led = Pick<Conversation, 'id' | 'network' | 'origin' | 'rootExternalId' | 'accountId' | 'writtenTo'>;

/**
 * Who answers where nobody chooses: the account that spoke last in this conversation, else the one that the customer wrote to, else the
 * first that is connected. Undefined where that account is not connected: no other takes its place unless a person says so.
 */
export async function accountFor(app: App, conversation: Led): Promise<OwnAccount | undefined> {
  const accounts = await ownAccounts(app, conversation.network);
  const speaker = await speakerIn(app, conversation);
  return speaker ? accounts.find(({ id }) => id === speaker.accountId) : accounts[0];
}

/** The account that was written to; where none was named, the one that would answer. Undefined where it is not connected. */
export async function accountWrittenTo(app: App, conversation: Led): Promise<OwnAccount | undefined> {
  if (conversation.writtenTo === null) return accountFor(app, conversation);
  const accounts = await ownAccounts(app, conversation.network);
  return accounts.find(({ externalId }) => externalId === conversation.writtenTo);
}

/** The account that a conversation is led with, connected or not; null where none spoke and none was named. */
export async function speakerIn(app: App, conversation: Led): Promise<Speaker | null> {
  const accounts = await ownAccounts(app, conversation.network, { withRefused: true });
  const [spoke, replies] = await Promise.all([
    lastSpeaker(app, conversation),
    selectOfConversation(app, conversation.id),
  ]);
  const reply = replies.findLast(({ state }) => state !== 'cancelled');
  const elsewhere = accounts.find(({ externalId }) => externalId === spoke?.externalId);
  if (spoke && elsewhere && !(reply && reply.createdAt >= spoke.at))
    return { accountId: elsewhere.id, handle: elsewhere.handle, because: 'spoke' };
  if (reply) {
    // Connected anew, an account has another id and the same name.
    const account =
      accounts.find(({ id }) => id === reply.accountId) ??
      accounts.find(({ handle }) => handle === reply.accountHandle);
    return { accountId: account?.id ?? null, handle: reply.accountHandle, because: 'spoke' };
  }
  const { writtenTo } = conversation;
  if (writtenTo === null) return null;
  const account = accounts.find(({ externalId }) => externalId === writtenTo);
  const handle = account?.handle ?? (writtenTo.includes('@') ? writtenTo : null);
  return { accountId: account?.id ?? null, handle, because: 'written-to' };
}
