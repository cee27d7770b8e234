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

/** Who is told with which browser a member signs in: by a random name that the browser was given, and only while that is wanted. */
export const memberDevicePort = definePort<{
  isWanted(app: App): Promise<boolean>;
  note(app: App, memberId: string, device: string): Promise<void>;
}>('members.device');
