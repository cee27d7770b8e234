import type { Activity, ConversationDetail, Note, PostView, ReplyView } from '../../api/types.ts';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
export type TimelineItem =
  | { kind: 'day'; id: string; at: string }
  | {
      kind: 'post';
      id: string;
      at: string;
      post: PostView;
      /** The post it answers, when that is not the one right above it. */
      answers: PostView | null;
      /** Our reply that became this post, with who wrote it. */
      reply: ReplyView | null;
    }
  | { kind: 'reply'; id: string; at: string; reply: ReplyView }
  | { kind: 'note'; id: string; at: string; note: Note }
  | { kind: 'activity'; id: string; at: string; activity: Activity }
  /** Many changes in a row: only the newest is shown at once. */
  | { kind: 'activities'; id: string; at: string; activities: Activity[] };

/** Id of our newest answer that stands; undefined while there is none. Of replies on their way there is none yet. */
export function newestAnswer(items: readonly TimelineItem[]): string | undefined {
  return items.findLast(
    (item) =>
      (item.kind === 'post' && item.post.isOwn && item.post.deletedAt === null) ||
      (item.kind === 'reply' && item.reply.state === 'sent' && item.reply.removedAt === null),
  )?.id;
}

/** A change in words, with the end of a snooze in the viewer's zone. */
export function activityText({ text, until }: Pick<Activity, 'text' | 'until'>, zone?: string): string {
  return until === null ? text : t('inbox.thread.until', { text, time: exactTime(until, zone) });
}

/**
 * Everything that happened in a conversation, oldest first: posts, notes, changes, and replies that are not on the network yet. A reply
 * whose post has been read back is shown once, as the post. `dayKey` names the viewer's day of a time; a new day gets a heading.
 */
export function buildTimeline(
  detail: Pick<ConversationDetail, 'thread' | 'notes' | 'activity'>,
  replies: readonly ReplyView[],
  dayKey: (iso: string) => string,
): TimelineItem[] {
  const byExternalId = new Map(detail.thread.map((post) => [post.externalId, post]));
  const replyOf = new Map(
    replies.flatMap((reply) => (reply.receipt === null ? [] : [[reply.receipt.externalId, reply] as const])),
  );
  const items: Entry[] = [
    ...detail.thread.map((post) => ({
      kind: 'post' as const,
      id: post.id,
      at: post.createdAt,
      post,
      answers: null,
      reply: replyOf.get(post.externalId) ?? null,
    })),
    ...replies
      .filter(
        (reply) =>
          reply.state !== 'cancelled' &&
          // It stands above the composer until its time.
          reply.state !== 'scheduled' &&
          (reply.receipt === null || !byExternalId.has(reply.receipt.externalId)),
      )
      .map((reply) => ({ kind: 'reply' as const, id: reply.id, at: reply.sentAt ?? reply.createdAt, reply })),
    ...detail.notes.map((note) => ({ kind: 'note' as const, id: note.id, at: note.createdAt, note })),
    ...detail.activity
      .filter(({ action }) => !SHOWN_OTHERWISE.has(action))
      .map((activity) => ({
        kind: 'activity' as const,
        id: activity.id,
        at: activity.at,
        activity,
      })),
  ];
  items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return foldActivities(withDays(withAnswers(items, byExternalId), dayKey));
}

/** The post a new reply answers unless somebody chooses another: the customer's newest, else the newest of anybody but us. */
export function postToAnswer(thread: readonly PostView[], authorId: string): PostView | null {
  const standing = thread.filter((post) => post.deletedAt === null && !post.isOwn);
  return standing.findLast((post) => post.author.id === authorId) ?? standing.at(-1) ?? null;
}

type Entry = Exclude<TimelineItem, { kind: 'day' | 'activities' }>;

/** So many changes in a row are shown; of longer runs only the newest, so that the posts stay in sight. */
const MOST_ACTIVITIES = 3;

/** Notes and replies stand in the thread themselves. */
const SHOWN_OTHERWISE = new Set(['note.added', 'reply.queued']);

function withAnswers(items: Entry[], byExternalId: ReadonlyMap<string, PostView>): Entry[] {
  let previous: string | null = null;
  return items.map((item) => {
    if (item.kind !== 'post') return item;
    const parent = item.post.parentExternalId;
    const answers = parent === null || parent === previous ? null : (byExternalId.get(parent) ?? null);
    previous = item.post.externalId;
    return { ...item, answers };
  });
}

function withDays(items: Entry[], dayKey: (iso: string) => string): TimelineItem[] {
  let day: string | null = null;
  return items.flatMap((item): TimelineItem[] => {
    const today = dayKey(item.at);
    if (today === day) return [item];
    day = today;
    return [{ kind: 'day', id: `day-${today}`, at: item.at }, item];
  });
}

function foldActivities(items: TimelineItem[]): TimelineItem[] {
  const folded: TimelineItem[] = [];
  let run: Extract<TimelineItem, { kind: 'activity' }>[] = [];
  const close = () => {
    const first = run[0];
    if (first === undefined || run.length <= MOST_ACTIVITIES) folded.push(...run);
    else
      folded.push({
        kind: 'activities',
        id: `run-${first.id}`,
        at: first.at,
        activities: run.map((item) => item.activity),
      });
    run = [];
  };
  for (const item of items) {
    if (item.kind === 'activity') {
      run.push(item);
      continue;
    }
    close();
    folded.push(item);
  }
  close();
  return folded;
}
