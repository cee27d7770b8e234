import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { FeedEntry } from '#ui/feeds/index.ts';
import type { Member } from './domain/member.ts';

/** What a feature keeps of members. */
export interface Belongings {
  /** Name of its part in the file that a member takes along: `forum`. */
  key: string;
  /** All it keeps of a member, as JSON. */
  exportOf(app: App, memberId: string): Promise<unknown>;
  /**
   * A member leaves for good, in the ambient transaction. With `keepsContent` what others can read stays, as a former member's; without
   * it goes. What only the member could see goes in any case.
   */
  erase(app: App, memberId: string, wish: { keepsContent: boolean }): Promise<void>;
}

/** All features that keep something of members; `main/wiring.ts` provides it. */
export const memberBelongingsPort = definePort<readonly Belongings[]>('members.belongings');

/** What stands in the private feed of a member: answers, mentions, news of what is followed; newest first. */
export const memberFeedPort =
  definePort<readonly ((app: App, member: Member) => Promise<readonly FeedEntry[]>)[]>('members.feed');

/** What a colleague wants of a member. */
export interface StateWish {
  state: 'active' | 'silenced' | 'suspended';
  reason: string | null;
  until: Date | null;
  /** It was so before, and what came between is taken back. */
  isUndo?: boolean;
}

/** Who hears that a member was silenced, suspended or freed, in the transaction that does it; `before` is how he stood. */
export const memberStatePort =
  definePort<(app: App, actor: Actor, before: Member, wish: StateWish) => Promise<void>>('members.state');

/** Where a member who is suspended reads why and appeals, without being signed in; undefined where nothing is written down. */
export const suspensionPathPort =
  definePort<(app: App, memberId: string) => Promise<string | undefined>>('members.suspension');

/** Who is told with which browser a member signs in: by a random name that the browser was given, and only while that is wanted. */
export const memberDevicePort = definePort<{
  isWanted(app: App): Promise<boolean>;
  note(app: App, memberId: string, device: string): Promise<void>;
}>('members.device');

/**
 * Who looks at what a member is about to say of himself, in the transaction that keeps it; of somebody new before he joins (null), and in the transaction in
 * which he did (`isNew`). Throws `member.words_refused` with the reason.
 */
export const profileScreenPort =
  definePort<
    (
      app: App,
      memberId: string | null,
      said: Pick<Member, 'handle' | 'displayName' | 'pronouns' | 'bio' | 'signature'>,
      isNew?: boolean,
    ) => Promise<void>
  >('members.screen');

/** Something public that answers what somebody asked. */
export interface PublicFinding {
  id: string;
  title: string;
  path: string;
  /** In which its answer stands, as plain words; a few thousand letters at most. */
  text: string;
  /** Language of the text, where it is known. */
  language?: string;
  /** What a word or two say of it, in the reader's language: `planned`. */
  note?: string;
  /** Share of what was asked that it answers, 0 to 1; comparable between kinds. */
  fit: number;
  /** Words that were found or meant, as `searchWords` of `lib/typos` gives them. */
  words: readonly string[];
}

export interface PublicAsk {
  language: string;
  limit: number;
  /** Whoever asks; undefined for a stranger. Nobody finds what he may not read. */
  visitor: Member | undefined;
}

/** One kind of what the search of the whole public site finds; best first. */
export interface PublicSearch {
  /** `article`, `thread`, `idea`, `update`, … */
  kind: string;
  /** Whether it answers questions: an article, a solved thread. Others only tell something. */
  isAnswer: boolean;
  /** What its results are called, in the reader's language. */
  label(language: string): string;
  /** Nothing while its part of the site is closed. */
  search(app: App, words: string, asked: PublicAsk): Promise<readonly PublicFinding[]>;
  /** What these are called, for statistics; what is gone or not public is left out. */
  titles(app: App, ids: readonly string[]): Promise<Map<string, string>>;
}

/** All kinds; `main/wiring-community.ts` provides them. The frame of public pages shows a search while there is any. */
export const publicSearchPort = definePort<readonly PublicSearch[]>('site.search');
