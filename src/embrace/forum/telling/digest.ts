import type { App } from '#platform/app/index.ts';
import type { DigestPart } from '#embrace/notifications/index.ts';
import { pathOf } from '../domain.ts';
import { findThreads, readable, type ThreadRow } from '../talk/read.ts';
import { wordsIn } from '../words/index.ts';
import { selectBest, selectOpenQuestions } from './store.ts';

const MOST = 5;

/** For a digest: what went on best where a member follows it, and questions there that wait for a first answer. */
export async function forumDigest(
  app: App,
  { memberId, since, language }: { memberId: string; since: Date; language: string },
): Promise<DigestPart[]> {
  const who = { memberId, isStaff: false };
  const words = wordsIn(language);
  const categories = (await readable(app, who)).map(({ id }) => id);
  const asked = { memberId, since, categories, limit: MOST };
  const [best, open] = await Promise.all([selectBest(app, asked), selectOpenQuestions(app, asked)]);
  const there = await findThreads(app, who, [...best, ...open]);
  const part = (title: string, ids: readonly string[]): DigestPart => ({
    title,
    items: ids.flatMap((id) => there.get(id) ?? []).map((thread) => itemOf(thread)),
  });
  return [part(words.digestBest, best), part(words.digestOpen, open)];
}

const itemOf = (thread: ThreadRow) => ({ line: thread.title, path: pathOf(thread), text: null });
