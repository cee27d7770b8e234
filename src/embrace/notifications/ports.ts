import { type App, definePort } from '#platform/app/index.ts';
import type { Member } from '#people/members/index.ts';
import type { NoticeKind } from './domain.ts';

/** All kinds of what members are told, in the order of the settings; `main/wiring.ts` provides it. Without it nobody is told anything. */
export const noticeKindsPort = definePort<readonly NoticeKind[]>('notifications.kinds');

export interface DigestPart {
  title: string;
  items: readonly { line: string; path: string; text: string | null }[];
}

/** What a digest has beside what somebody was told: the best of what he follows. Nothing to say: no parts. */
export const digestPartsPort =
  definePort<
    readonly ((
      app: App,
      asked: { memberId: string; since: Date; language: string },
    ) => Promise<readonly DigestPart[]>)[]
  >('notifications.digest');

/** The kind by which members choose such parts. It is told by nobody. */
export const BEST = 'notifications.best';

/** The digest's own kind: provide it with the others. */
export const digestKind: NoticeKind = {
  kind: BEST,
  words: {
    en: {
      label: 'The best of what I follow, and questions there that nobody answered',
      line: ({ title }) => title,
    },
    de: {
      label: 'Das Beste aus dem, dem ich folge, und unbeantwortete Fragen dort',
      line: ({ title }) => title,
    },
  },
  defaults: { page: false, mail: 'off' },
  isDigestOnly: true,
};

/** Takes answers by mail to what members were told of. */
export interface ReplyByMail {
  /** Kinds that can be answered by mail. */
  kinds: readonly string[];
  /**
   * Makes a post of an answer. `about` is what the mail told of; the same `key` twice is one post. Throws an `AppError` with the reason where it
   * is refused; the member is told.
   */
  reply(
    app: App,
    member: Member,
    answer: {
      about: { subject: string | null; item: string | null };
      text: string;
      files: readonly { id: string; name: string; kind: string }[];
      key: string;
    },
  ): Promise<void>;
}

export const replyByMailPort = definePort<readonly ReplyByMail[]>('notifications.replies');
