import { type Actor, type App, definePort } from '#platform/app/index.ts';

/** Something that members wrote and others can flag. */
export interface Moderated {
  id: string;
  /** Null: the company's own, which nobody flags. */
  memberId: string | null;
  /** Where it is read: `/community/t/…#post-2`. */
  path: string;
  title: string;
  /** What it says, in plain words. */
  text: string;
  /** Whether others can read it now. */
  isShown: boolean;
}

/** A kind of what is moderated, told by the feature that keeps it. */
export interface ModeratedKind {
  /** `post`, `idea`, `comment`, `review`, `profile`. */
  kind: string;
  /** What is there of these ids; the rest is left out. */
  read(app: App, ids: readonly string[]): Promise<Moderated[]>;
  /** Takes it away from everybody but its author, in the ambient transaction. Twice is once. */
  hide(app: App, id: string, by: Actor, reason: string): Promise<void>;
  /** Shows it: what was hidden again, what was held for the first time. In the ambient transaction. Twice is once. */
  restore(app: App, id: string, by: Actor): Promise<void>;
}

/** Everything that can be moderated; `main/wiring.ts` provides it. */
export const moderatedPort = definePort<readonly ModeratedKind[]>('moderation.kinds');
