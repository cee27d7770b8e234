import { COMMUNITY } from '#people/members/index.ts';
import type { News, NoticeKind } from '#embrace/notifications/index.ts';
import { wordsIn } from './words.ts';

/** A member's own page of badges. */
export const HONOURS_TAB = `${COMMUNITY}/me/badges`;

export const GIVEN = 'honours.given';

const lineIn = (language: string, { title, data }: News): string => {
  const words = wordsIn(language);
  const name = language === 'de' && typeof data['de'] === 'string' && data['de'] !== '' ? data['de'] : title;
  if (data['what'] === 'revoked') return words.toldRevoked(name);
  return data['kind'] === 'rank' ? words.toldRank(name) : words.toldBadge(name);
};

/** What members hear of badges and ranks; provide it for `noticeKindsPort`. */
export const honourNotices: readonly NoticeKind[] = [
  {
    kind: GIVEN,
    words: {
      en: { label: wordsIn('en').noticeLabel, line: (news) => lineIn('en', news) },
      de: { label: wordsIn('de').noticeLabel, line: (news) => lineIn('de', news) },
    },
    defaults: { page: true, mail: 'off' },
  },
];
