import type { BrandAccount, ConversationDetail } from '../../api/types.ts';

/** An account as people name it: a mailbox by its address, others with a sign before the handle. */
export function accountName(handle: string): string {
  return handle.includes('@') ? handle : `@${handle}`;
}

/**
 * Who answers: whom the reader chose, else the account that the conversation is led with, else the first that works. Null when that account is
 * not connected any more: no other takes its place unless somebody says so.
 */
export function speakerOf(
  speaker: ConversationDetail['speaker'],
  usable: readonly BrandAccount[],
  chosen: string | null,
): BrandAccount | null {
  const wanted = usable.find(({ id }) => id === chosen);
  if (wanted !== undefined) return wanted;
  if (speaker !== null) return usable.find(({ id }) => id === speaker.accountId) ?? null;
  return usable.find(({ state }) => state === 'connected') ?? usable[0] ?? null;
}
