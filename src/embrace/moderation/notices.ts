import type { App } from '#platform/app/index.ts';
import { COMMUNITY } from '#people/members/index.ts';
import { type NoticeKind, tell } from '#embrace/notifications/index.ts';
import type { ActionKind } from './domain.ts';
import { findAction } from './measures/log.ts';
import { aboutIn, wordsIn } from './pages/words.ts';

export const ORDER = `${COMMUNITY}/me/order`;

const lineIn = (language: string, title: string, data: Readonly<Record<string, unknown>>): string => {
  const words = wordsIn(language);
  const what = words.actions[data['what'] as ActionKind];
  const state = data['appeal'] as 'granted' | 'declined' | undefined;
  if (state !== undefined) return `${words.yours}: ${words.states[state]}`;
  const about = aboutIn(words, { kind: typeof data['kind'] === 'string' ? data['kind'] : null, title });
  return about === '' ? what : `${what}: ${about}`;
};

/** What members hear of moderators' actions; provide it for `noticeKindsPort`. */
export const moderationNotices: readonly NoticeKind[] = [
  {
    kind: 'moderation.action',
    words: {
      en: {
        label: 'What moderators did about what I wrote',
        line: ({ title, data }) => lineIn('en', title, data),
      },
      de: {
        label: 'Was die Moderation mit dem tat, was ich schrieb',
        line: ({ title, data }) => lineIn('de', title, data),
      },
    },
    defaults: { page: true, mail: 'off' },
  },
];

/** Tells a member what was done, unless it was taken back meanwhile. */
export async function tellAction(app: App, actionId: string): Promise<void> {
  const action = await findAction(app, actionId);
  if (!action) return;
  const state = action.appeal?.state;
  const isDecided = state === 'granted' || state === 'declined';
  if (action.undoneAt !== null && !isDecided) return;
  await tell(app, {
    to: [action.memberId],
    kind: 'moderation.action',
    key: isDecided ? `appeal:${actionId}` : `action:${actionId}`,
    about: { id: actionId, title: action.title ?? '', path: `${ORDER}#${actionId}` },
    data: { what: action.what, kind: action.kind, ...(isDecided ? { appeal: state } : {}) },
  });
}
