import type { App } from '#platform/app/index.ts';
import { plainOf } from '#lib/markdown/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readCaseRows } from '#respond/cases/index.ts';
import { newestOfAccounts } from '#respond/inbox/index.ts';
import { readArticleWords } from '#respond/knowledge/index.ts';
import { passageOf } from '../excerpt.ts';
import type { Hit } from '../schema.ts';
import type { FoundRow } from '../store/find-store.ts';
import { idsOf, inOrder, mapOf, NOBODY } from './hit.ts';

/** Letters of an article that are read for it. */
const READ = 10_000;

export async function caseHits(
  app: App,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<Hit[]> {
  const found = mapOf(await readCaseRows(app, idsOf(rows)));
  return inOrder(
    rows,
    found,
    ({ id, number, title, hasOwnTitle, excerpt, status, networks, assignees }, { at }) => ({
      ...NOBODY,
      id,
      title: `#${number} ${title}`,
      excerpt: hasOwnTitle ? passageOf(excerpt, words) : '',
      at: at.toISOString(),
      network: networks[0] ?? null,
      status,
      assignees: assignees.map(({ name }) => name),
      to: `/cases/${id}`,
    }),
  );
}

export async function personHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const [accounts, newest] = await Promise.all([
    readAccounts(app, idsOf(rows)),
    newestOfAccounts(app, idsOf(rows)),
  ]);
  return inOrder(rows, accounts, ({ id, displayName, handle, network }, { at }) => ({
    ...NOBODY,
    id,
    title: displayName ?? handle ?? '',
    excerpt: displayName && handle ? `@${handle}` : '',
    at: at.toISOString(),
    network,
    to: `/inbox/${newest.get(id)?.conversationId ?? ''}`,
  }));
}

export async function articleHits(
  app: App,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<Hit[]> {
  if (rows.length === 0) return [];
  const texts = await readArticleWords(app, idsOf(rows));
  const byId = new Map(texts.toReversed().map((text) => [text.articleId, text]));
  return inOrder(rows, byId, ({ articleId, title, body, changedAt }) => ({
    ...NOBODY,
    id: articleId,
    title,
    excerpt: passageOf(plainOf(body.slice(0, READ)), words),
    at: changedAt.toISOString(),
    network: null,
    to: `/knowledge/${articleId}`,
  }));
}
