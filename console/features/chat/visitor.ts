import type { ChatState } from './queries.ts';

/** How long somebody types after his browser last said so. */
export const TYPING_MS = 8000;

export type Standing = 'typing' | 'online' | 'left' | 'ended' | 'offline';

/** What a visitor is doing, as far as is known. */
export function standingOf(
  chat: Pick<ChatState, 'kind' | 'isOnline' | 'isEnded'>,
  typedAt: number | null,
  now: number,
): Standing {
  if (chat.kind === 'offline') return 'offline';
  if (chat.isEnded) return 'ended';
  if (!chat.isOnline) return 'left';
  return typedAt !== null && now - typedAt < TYPING_MS ? 'typing' : 'online';
}

/** What happens to our words while he is not there. */
export function fateOf(
  chat: Pick<ChatState, 'isAnswered' | 'isOnline' | 'unread' | 'canMail' | 'isRead' | 'mailed'>,
): 'none' | 'read' | 'mailed' | 'mail-trouble' | 'will-mail' | 'nowhere' | 'unread' {
  if (!chat.isAnswered) return 'none';
  const state = chat.mailed?.state;
  if (state === 'failed' || state === 'uncertain' || state === 'bounced' || state === 'complained')
    return 'mail-trouble';
  if (chat.unread > 0 && !chat.isOnline) return chat.canMail ? 'will-mail' : 'nowhere';
  if (chat.isRead) return 'read';
  return chat.unread === 0 && chat.mailed !== null ? 'mailed' : 'unread';
}

/** The host and path of a page, short enough for a line. */
export function pageWords(page: { url: string; title: string }): string {
  if (page.title.trim() !== '') return page.title.trim();
  return URL.canParse(page.url) ? `${new URL(page.url).host}${new URL(page.url).pathname}` : page.url;
}
