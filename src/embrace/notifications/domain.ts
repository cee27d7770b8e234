import type { App } from '#platform/app/index.ts';
import { inLanguage } from '#ui/site/index.ts';

/** How often a member hears of a kind by mail. */
export const MAIL_CHOICES = ['off', 'now', 'daily', 'weekly'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

/** Where a member is told of a kind. */
export interface Channels {
  page: boolean;
  mail: MailChoice;
  push: boolean;
}

/** What the words of a kind are made of. */
export interface News {
  /** `Maya`, `Maya and Bob`, `Maya and 3 others`; empty where nobody did it. */
  by: string;
  /** How many people did it. */
  people: number;
  /** What it is about: a thread's title. */
  title: string;
  data: Readonly<Record<string, unknown>>;
}

export interface KindWords {
  /** In the settings: `Answers to what I wrote`. */
  label: string;
  /** In the list and in mails: `Maya answered “The router blinks red”`. */
  line(news: News): string;
}

/** One kind of what members are told, declared by the feature that tells it. */
export interface NoticeKind {
  /** `forum.reply`: the feature, and what happened. */
  kind: string;
  words: { en: KindWords; de: KindWords };
  /** What holds for members who decided nothing. Nobody gets mail or push that he did not ask for: mail is for answers to oneself. */
  defaults: { page: boolean; mail: MailChoice; push?: boolean };
  /** Nobody is told of it: it is only in digests. */
  isDigestOnly?: boolean;
  /**
   * The words of posts (`about.item`) as they are now, for mails, of those that the member may still read. What is missing is not mailed. Without
   * this a mail has the line only.
   */
  texts?(app: App, memberId: string, items: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export function channelsOf({ defaults }: NoticeKind, chosen: Channels | undefined): Channels {
  return chosen ?? { page: defaults.page, mail: defaults.mail, push: defaults.push ?? false };
}

/** Whether a member hears of it anywhere. */
export const isHeard = ({ page, mail, push }: Channels): boolean => page || mail !== 'off' || push;

export const wordsOfKind = (kind: NoticeKind, language: string): KindWords =>
  inLanguage(language, kind.words);

/** `Maya`, `Maya and Bob`, `Maya and 3 others`. `names`: the last ones, the newest first. */
export function peopleIn(names: readonly string[], people: number, language: string): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (people <= 1) return first;
  const { and, other, others } = inLanguage(language, AND_OTHERS);
  if (people === 2) return `${first} ${and} ${second ?? other}`;
  return `${first} ${and} ${people - 1} ${others}`;
}

const AND_OTHERS = {
  en: { and: 'and', other: 'one other', others: 'others' },
  de: { and: 'und', other: 'eine andere Person', others: 'andere' },
};

/** Something that members are to hear of. */
export interface Told {
  /** Ids of members; the same one twice is once. */
  to: readonly string[];
  /** A kind that is declared. */
  kind: string;
  /** What happened, `reply:fpo_…`: each member hears of a key once, however often it is told. */
  key: string;
  /**
   * What it is about and where it is read; `id` is the thread or idea, `item` the post or comment. Seeing the thread reads it, the end of either
   * ends it.
   */
  about: { title: string; path: string; id?: string; item?: string };
  /** Who did it: a member (who is never told himself), or a colleague without an id. */
  by?: { id: string | null; name: string };
  /** As long as they are not read, several of one bundle are one: `reactions:fpo_…`. */
  bundle?: string;
  data?: Readonly<Record<string, unknown>>;
}
