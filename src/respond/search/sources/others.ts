import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { caseIdsAfter, readCaseWords } from '#respond/cases/index.ts';
import { newestOfAccounts } from '#respond/inbox/index.ts';
import { readArticleWords } from '#respond/knowledge/index.ts';
import type { Entry } from '../domain.ts';
import { factOf, factsOf } from '../facts.ts';

export const caseIds = caseIdsAfter;

/** Cases by number, title, fields and notes; on all channels of their conversations. */
export async function caseEntries(app: App, ids: readonly string[]): Promise<Entry[]> {
  return (await readCaseWords(app, ids)).map(({ id, number, title, labels, text, at, ...work }) => ({
    kind: 'case',
    id,
    source: 'case',
    place: id,
    at,
    title: `${number} ${title}`,
    labels: labels.join(' '),
    text,
    facts: factsOf(work),
  }));
}

/** Accounts of customers who have a conversation, by name and handle. */
export async function personEntries(app: App, ids: readonly string[]): Promise<Entry[]> {
  const [accounts, newest] = [await readAccounts(app, ids), await newestOfAccounts(app, ids)];
  return [...newest].flatMap(([id, { at }]): Entry[] => {
    const account = accounts.get(id);
    if (!account) return [];
    const title = `${account.displayName ?? ''} ${account.handle ?? ''}`;
    const facts = [factOf('network', account.network)];
    return [{ kind: 'person', id, source: 'person', place: id, at, title, labels: '', text: '', facts }];
  });
}

/** Ids of all articles; there are never so many that they need pages. */
export async function articleIds(app: App, after: string): Promise<string[]> {
  if (after !== '') return [];
  return [...new Set((await readArticleWords(app)).map(({ articleId }) => articleId))].sort();
}

/** Articles in all their languages, drafts included. */
export async function articleEntries(app: App, ids: readonly string[]): Promise<Entry[]> {
  const texts = Map.groupBy(await readArticleWords(app, ids), ({ articleId }) => articleId);
  return [...texts].map(([id, all]) => ({
    kind: 'article',
    id,
    source: 'article',
    place: id,
    at: new Date(Math.max(...all.map(({ changedAt }) => changedAt.getTime()))),
    title: all.map(({ title }) => title).join(' '),
    labels: '',
    text: all.map(({ body }) => body).join(' '),
    facts: [],
  }));
}
