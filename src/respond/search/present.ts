import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import { plainOf } from '#lib/markdown/index.ts';
import { editsBetween, editsFor, searchWords } from '#lib/typos/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { listCanned } from '#respond/canned/index.ts';
import { readCaseRows } from '#respond/cases/index.ts';
import { newestOfAccounts, readNotesOf, readRows } from '#respond/inbox/index.ts';
import { readArticleWords } from '#respond/knowledge/index.ts';
import { readRepliesOf } from '#respond/replies/index.ts';
import type { Kind } from './domain.ts';
import { findEntries } from './find.ts';
import type { Hit, SearchView } from './schema.ts';
import type { FoundRow } from './store/find-store.ts';

const EXCERPT = 200;
/** Letters of an article that are read for it. */
const READ = 2000;

/** What is found, kind by kind, best first. What it says is read from its owner now: a word that was deleted shows nowhere. */
export async function searchAll(app: App, actor: Actor, q: string, limit: number): Promise<SearchView> {
  const { meant, rows } = await findEntries(app, actor, q, limit);
  const of = (kind: Kind) => rows.filter((row) => row.kind === kind);
  const [conversations, cases, people, replies, notes, articles, canned] = await Promise.all([
    conversationHits(app, of('conversation')),
    caseHits(app, of('case')),
    personHits(app, of('person')),
    replyHits(app, of('reply')),
    noteHits(app, of('note')),
    articleHits(app, of('article')),
    cannedHits(app, actor, meant, limit),
  ]);
  const groups = [
    { kind: 'conversation' as const, items: conversations },
    { kind: 'case' as const, items: cases },
    { kind: 'person' as const, items: people },
    { kind: 'reply' as const, items: replies },
    { kind: 'note' as const, items: notes },
    { kind: 'article' as const, items: articles },
    { kind: 'canned' as const, items: canned },
  ].filter(({ items }) => items.length > 0);
  // The kind with the best hit first, as somebody who types a name looks for the person.
  const best = (kind: Kind) => Math.max(0, ...of(kind).map(({ score }) => score));
  groups.sort((a, b) => best(b.kind) - best(a.kind));
  return { groups, words: meant.flatMap(({ word, alike }) => [word, ...alike]) };
}

function inOrder<T>(
  rows: readonly FoundRow[],
  by: ReadonlyMap<string, T>,
  hitOf: (one: T, row: FoundRow) => Hit,
): Hit[] {
  return rows.flatMap((row) => {
    const one = by.get(row.id);
    return one === undefined ? [] : [hitOf(one, row)];
  });
}

const cut = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, EXCERPT).toWellFormed();
const mapOf = <T extends { id: string }>(items: readonly T[]) =>
  new Map(items.map((item) => [item.id, item]));

async function conversationHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const found = mapOf(
    await readRows(
      app,
      rows.map(({ id }) => id),
    ),
  );
  return inOrder(rows, found, ({ id, author, excerpt, lastPostAt, network }) => ({
    id,
    title: author.displayName ?? author.handle ?? '',
    excerpt: cut(excerpt),
    at: lastPostAt,
    network,
    to: `/inbox/${id}`,
  }));
}

async function caseHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const found = await readCaseRows(
    app,
    rows.map(({ id }) => id),
  );
  return inOrder(rows, mapOf(found), ({ id, number, title }, { at }) => ({
    id,
    title: `#${number} ${title}`,
    excerpt: '',
    at: at.toISOString(),
    network: null,
    to: `/cases/${id}`,
  }));
}

/** Each person once, however many accounts of theirs fit. */
async function personHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const ids = rows.map(({ id }) => id);
  const [accounts, persons, newest] = await Promise.all([
    readAccounts(app, ids),
    personKeyOf(app, ids),
    newestOfAccounts(app, ids),
  ]);
  const seen = new Set<string>();
  return inOrder(rows, accounts, ({ id, displayName, handle, network }, { at }) => ({
    id,
    title: displayName ?? handle ?? '',
    excerpt: displayName && handle ? `@${handle}` : '',
    at: at.toISOString(),
    network,
    to: `/inbox/${newest.get(id)?.conversationId ?? ''}`,
  })).filter(({ id }) => {
    const person = persons.get(id) ?? id;
    return !seen.has(person) && seen.add(person);
  });
}

async function replyHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const replies = mapOf(
    await readRepliesOf(
      app,
      rows.map(({ place }) => place),
    ),
  );
  return inOrder(rows, replies, ({ id, createdByName, text, createdAt, conversationId, network }) => ({
    id,
    title: createdByName,
    excerpt: cut(text),
    at: createdAt.toISOString(),
    network,
    to: `/inbox/${conversationId}`,
  }));
}

async function noteHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  const notes = mapOf(
    await readNotesOf(
      app,
      rows.map(({ place }) => place),
    ),
  );
  return inOrder(rows, notes, ({ id, authorName, text, createdAt, conversationId }) => ({
    id,
    title: authorName,
    excerpt: cut(text),
    at: createdAt.toISOString(),
    network: null,
    to: `/inbox/${conversationId}`,
  }));
}

async function articleHits(app: App, rows: readonly FoundRow[]): Promise<Hit[]> {
  if (rows.length === 0) return [];
  const texts = await readArticleWords(
    app,
    rows.map(({ id }) => id),
  );
  const byId = new Map(texts.toReversed().map((text) => [text.articleId, text]));
  return inOrder(rows, byId, ({ articleId, title, body, changedAt }) => ({
    id: articleId,
    title,
    excerpt: cut(plainOf(body.slice(0, READ))),
    at: changedAt.toISOString(),
    network: null,
    to: `/knowledge/${articleId}`,
  }));
}

/** Canned replies are few and depend on who asks: they are looked through. */
async function cannedHits(
  app: App,
  actor: Actor,
  meant: readonly { word: string; alike: readonly string[] }[],
  limit: number,
): Promise<Hit[]> {
  if (!holds(actor, 'canned.use') || meant.length === 0) return [];
  const isLike = (asked: string, word: string) =>
    word.startsWith(asked) || editsBetween(asked, word, editsFor(asked)) <= editsFor(asked);
  return (await listCanned(app, actor))
    .filter((one) => {
      const words = searchWords(JSON.stringify([one.name, one.texts]));
      return meant.every(({ word }) => words.some((other) => isLike(word, other)));
    })
    .slice(0, limit)
    .map(({ id, name, texts }) => ({
      id,
      title: name,
      excerpt: cut(texts[0]?.body ?? ''),
      at: null,
      network: null,
      to: '/settings/canned',
    }));
}
