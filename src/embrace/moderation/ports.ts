import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { FavourKind } from './domain.ts';

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
  /** As it is shown, where it has links that its plain words do not tell. */
  html?: string;
  /** A file of `/files`, where it is a picture. */
  pictureId?: string;
  /** Whether others can read it now. */
  isShown: boolean;
}

/** A kind of what is moderated, told by the feature that keeps it. */
export interface ModeratedKind {
  /** `post`, `idea`, `comment`, `review`, `membername` … */
  kind: string;
  /** What is there of these ids; the rest is left out. */
  read(app: App, ids: readonly string[]): Promise<Moderated[]>;
  /** Whether a member may read it, and so flag it; every member may where this is absent. */
  mayRead?(app: App, memberId: string, id: string): Promise<boolean>;
  /** Takes it away from everybody but its author, in the ambient transaction; `isHeld`: it waits for a look again. Twice is once; what waits is hidden, or waits again, as the last one says. */
  hide(app: App, id: string, by: Actor, reason: string, isHeld?: boolean): Promise<void>;
  /** Shows it: what was hidden again, what was held for the first time. In the ambient transaction. Twice is once. */
  restore(app: App, id: string, by: Actor): Promise<void>;
  /** What was written since then, the newest first: to try watched words on. */
  recent?(app: App, since: Date, limit: number): Promise<(Moderated & { at: Date })[]>;
}

/** Everything that can be moderated; `main/wiring.ts` provides it. */
export const moderatedPort = definePort<readonly ModeratedKind[]>('moderation.kinds');

/** How often members favoured each other since a time, by one thing. */
export interface FavourSource {
  of: FavourKind;
  read(app: App, since: Date): Promise<{ from: string; to: string; n: number }[]>;
}

/** Everything by which members favour each other: where it seems arranged, colleagues are shown so. */
export const favoursPort = definePort<readonly FavourSource[]>('moderation.favours');

/** The kind that is asked for; undefined where no feature has it. */
export function kindOf(app: App, kind: string): ModeratedKind | undefined {
  return app.find(moderatedPort)?.find((one) => one.kind === kind);
}

/** What a member may read and flag; undefined where there is no such thing for him. */
export async function subjectFor(
  app: App,
  memberId: string,
  { kind: name, id }: { kind: string; id: string },
): Promise<{ kind: ModeratedKind; subject: Moderated } | undefined> {
  const kind = kindOf(app, name);
  const [subject] = (await kind?.read(app, [id])) ?? [];
  if (!kind || !subject?.isShown) return undefined;
  return (await kind.mayRead?.(app, memberId, id)) === false ? undefined : { kind, subject };
}

/** Subjects of several kinds, by kind and id: `post fpo_…`. */
export async function readSubjects(
  app: App,
  asked: readonly { kind: string; subjectId: string }[],
): Promise<Map<string, Moderated>> {
  const found = new Map<string, Moderated>();
  for (const one of app.find(moderatedPort) ?? []) {
    const ids = asked.flatMap(({ kind, subjectId }) => (kind === one.kind ? subjectId : []));
    if (ids.length > 0)
      for (const subject of await one.read(app, ids)) found.set(`${one.kind} ${subject.id}`, subject);
  }
  return found;
}
