import type { Actor, App } from '#platform/app/index.ts';
import { filesOf, presentFile } from '#platform/files/index.ts';
import {
  conversationsOfCases,
  findConversations,
  readThreadsOf,
  type ThreadOfCase,
} from '#respond/inbox/index.ts';
import type { Case } from '../domain/case.ts';
import { missingFields } from '../domain/fields.ts';
import type { LinkKind } from '../domain/links.ts';
import { saidIn } from '../domain/said.ts';
import { caseErrors } from '../errors.ts';
import type { CaseDetail } from '../schema.ts';
import { selectCases, selectFamily } from '../store/cases.ts';
import { selectChecks, selectNotes, selectTimes } from '../store/extras.ts';
import { selectSeconds } from '../store/measured.ts';
import { countLinked, selectLinks } from '../store/links.ts';
import { selectActivities, selectFollowers } from '../store/records.ts';
import { selectThreads } from '../store/threads.ts';
import { selectTypes } from '../store/types.ts';
import { historyOf } from './history.ts';
import { presentCases, readNames } from './present.ts';
import { wavesOf } from './together.ts';

/** What a screen shows: conversations whose words are read (of more, the most urgent), lines of history, links. */
const SHOWN = { threads: 30, lines: 200, links: 50 };
/** More than a case may have. */
export const WHOLE: typeof SHOWN = { threads: 10_000, lines: 100_000, links: 100_000 };
/** Conversations that are read at once. */
const STEP = 30;

/** Everything about one case and what was merged into it; a merged case leads to where it went. Throws `case.not_found`. */
export async function readCase(app: App, actor: Actor, id: string, most = SHOWN): Promise<CaseDetail> {
  const row = await findStanding(app, id);
  const family = await selectFamily(app, row.id);
  const ids = family.map((one) => one.id);
  const [threads, rest, [shown], types, links, followers, names] = await Promise.all([
    threadsOf(app, ids, most.threads),
    extrasOf(app, ids),
    presentCases(app, [row]),
    selectTypes(app),
    linksOf(app, ids, most.links),
    selectFollowers(app, ids),
    readNames(app),
  ]);
  const activities = await selectActivities(app, ids, most.lines);
  const fields = types.find((type) => type.id === row.typeId)?.fields ?? [];
  const following = [...new Set(ids.flatMap((one) => followers.get(one) ?? []))];
  const threadsShown = threads.map(({ thread: { activity: _activity, ...thread }, hasLeft }) => ({
    row: thread.row,
    hasLeft,
    posts: [...thread.posts],
    notes: [...thread.notes],
    replies: [...thread.replies],
  }));
  return {
    ...shown!,
    ...rest,
    fields: fields.map((field) => ({ ...field, choices: [...field.choices] })),
    values: { ...row.fields },
    missing: missingFields(fields, row.fields),
    threadsOf: threadsShown,
    said: saidIn({ threadsOf: threadsShown, notes: rest.notes }),
    ...links,
    merged: family.filter((one) => one.id !== row.id).map((one) => one.number),
    followers: following.map((userId) => ({ id: userId, name: names.get(userId) ?? 'Former colleague' })),
    isFollowed: following.includes(actor.id),
    waves: await wavesOf(app, row.id),
    history: historyOf(
      activities,
      threads.map(({ thread }) => thread),
    ),
  };
}

/** The case, or the one it was merged into. Throws `case.not_found`. */
export async function findStanding(app: App, id: string): Promise<Case> {
  let [row] = await selectCases(app, [id]);
  for (let step = 0; row?.mergedInto && step < 100; step++) [row] = await selectCases(app, [row.mergedInto]);
  if (!row || row.deletedAt) throw caseErrors('case.not_found', { id });
  return row;
}

async function threadsOf(app: App, caseIds: readonly string[], most: number) {
  const [now, known] = await Promise.all([conversationsOfCases(app, caseIds), selectThreads(app, caseIds)]);
  const left = known.filter((row) => row.until !== null && !now.some((one) => one.id === row.conversationId));
  const past = await findConversations(
    app,
    left.map((row) => row.conversationId),
  );
  const wanted = [...now, ...past].slice(0, most);
  const read: ThreadOfCase[] = [];
  for (let at = 0; at < wanted.length; at += STEP)
    read.push(...(await readThreadsOf(app, wanted.slice(at, at + STEP))));
  const untilOf = new Map(left.map((row) => [row.conversationId, row.until!.toISOString()]));
  return read.map((thread) => {
    const until = untilOf.get(thread.row.id);
    const posts = until === undefined ? thread.posts : thread.posts.filter((post) => post.receivedAt < until);
    const replies =
      until === undefined ? thread.replies : thread.replies.filter((reply) => reply.createdAt < until);
    return { thread: { ...thread, posts, replies }, hasLeft: until !== undefined };
  });
}

async function extrasOf(app: App, ids: readonly string[]) {
  const [notes, checks, times, measuredSeconds, names] = await Promise.all([
    selectNotes(app, ids),
    selectChecks(app, ids),
    selectTimes(app, ids),
    selectSeconds(app, ids),
    readNames(app),
  ]);
  const owners = [...ids.map((id) => `case:${id}`), ...notes.map((note) => `case-note:${note.id}`)];
  const files = await filesOf(app, owners);
  return {
    notes: notes.map((note) => ({
      id: note.id,
      author: { id: note.authorId, name: note.authorName },
      text: note.text,
      mentions: note.mentions,
      createdAt: note.createdAt.toISOString(),
      files: (files.get(`case-note:${note.id}`) ?? []).map(presentFile),
    })),
    files: ids.flatMap((id) =>
      (files.get(`case:${id}`) ?? []).map((file) => ({ ...presentFile(file), by: '' })),
    ),
    checks: checks.map(({ id, text, doneAt, doneBy }) => ({
      id,
      text,
      doneAt: doneAt?.toISOString() ?? null,
      doneBy: doneBy === null ? null : (names.get(doneBy) ?? 'Former colleague'),
    })),
    times: times.map(({ id, userId, userName, minutes, what, isMeasured, at }) => ({
      id,
      who: { id: userId, name: userName },
      minutes,
      what,
      isMeasured,
      at: at.toISOString(),
    })),
    measuredSeconds,
    minutes: times.reduce((sum, time) => sum + time.minutes, 0),
  };
}

async function linksOf(
  app: App,
  ids: readonly string[],
  most: number,
): Promise<Pick<CaseDetail, 'links' | 'linkedCount'>> {
  const own = new Set(ids);
  const [known, linkedCount] = await Promise.all([selectLinks(app, ids, most), countLinked(app, ids)]);
  const links = known.filter((link) => !(own.has(link.fromId) && own.has(link.toId)));
  const others = await selectCases(
    app,
    links.map((link) => (own.has(link.fromId) ? link.toId : link.fromId)),
  );
  const shown = new Map(
    (
      await presentCases(
        app,
        others.filter((one) => !one.deletedAt),
      )
    ).map((one) => [one.id, one]),
  );
  return {
    linkedCount,
    links: links.flatMap((link) => {
      const isUp = own.has(link.fromId);
      const other = shown.get(isUp ? link.toId : link.fromId);
      return other ? [{ kind: link.kind as LinkKind, isUp, case: other }] : [];
    }),
  };
}
