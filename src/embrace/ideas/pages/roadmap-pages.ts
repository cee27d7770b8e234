import { addressOf } from '#platform/addresses/index.ts';
import { queryText } from '#platform/http/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { authorsOf } from '#embrace/forum/index.ts';
import { entriesOfIdeas, type EntryRow, findEntry, listPublished } from '../changelog/entries.ts';
import { byQuarter, CHANGELOG, entryPath, IDEAS, ON_ROADMAP, pathOf, ROADMAP } from '../domain.ts';
import { visibleBoards } from '../idea/boards.ts';
import { findIdeas } from '../idea/find.ts';
import { type IdeaRow, selectOfStatus, selectReasons } from '../idea/store.ts';
import { all, authorHtml, saidHtml, statusBadge } from './bits.ts';
import { feedsOf } from './feeds.ts';
import { type IdeaVisit, paramsOf, queryOf, show, showMissing, siblings } from './visit.ts';

const MOST = 300;

async function ofStatus(visit: IdeaVisit, statuses: IdeaRow['status'][]): Promise<IdeaRow[]> {
  const boards = (await visibleBoards(visit.app, visit.reader)).map(({ id }) => id);
  return selectOfStatus(visit.app, { boards, statuses, limit: MOST });
}

/** What is considered, planned and built, by quarter or without a date. */
export async function showRoadmap(visit: IdeaVisit): Promise<unknown> {
  const { say } = visit;
  const lanes = byQuarter(await ofStatus(visit, [...ON_ROADMAP]));
  return show(visit, {
    title: say.roadmap,
    description: say.roadmapText,
    path: ROADMAP,
    section: 'roadmap',
    body: markup`${siblings(visit, ROADMAP)}
      <h1>${say.roadmap}</h1>
      <p class="quiet">${say.roadmapText}</p>
      ${
        lanes.length === 0
          ? markup`<p class="note">${say.emptyRoadmap}</p>`
          : markup`<div class="roadmap">${lanes.map(({ quarter, ideas }) => lane(visit, quarter === null ? say.noDate : say.quarter(quarter), ideas))}</div>`
      }`,
  });
}

function lane({ say }: IdeaVisit, name: string, ideas: readonly IdeaRow[]): Html {
  return markup`<section class="lane" aria-label="${name}">
    <h2>${name}</h2>
    <ol>
      ${ideas.map(
        (idea) => markup`<li>
          <h3><a href="${pathOf(idea)}" dir="auto">${idea.title}</a></h3>
          <p>${statusBadge(idea.status, say)} <span class="quiet">${say.votes(all(idea))}</span></p>
        </li>`,
      )}
    </ol>
  </section>`;
}

/** What people wished, and what became of it. */
export async function showDone(visit: IdeaVisit): Promise<unknown> {
  const { app, say, language } = visit;
  const ideas = await ofStatus(visit, ['shipped']);
  const ids = ideas.map(({ id }) => id);
  const [entries, reasons, members] = await Promise.all([
    entriesOfIdeas(app, ids),
    selectReasons(app, ids),
    authorsOf(app, ideas),
  ]);
  const path = `${IDEAS}/done`;
  const pair = (idea: IdeaRow) => {
    const entry = entries.get(idea.id);
    return markup`<li>
      <p class="label">${say.asked}</p>
      <h2><a href="${pathOf(idea)}" dir="auto">${idea.title}</a></h2>
      <p class="quiet">${say.wishedBy(all(idea))} · ${authorHtml(idea, members, say)}</p>
      <p class="label">${say.did}</p>
      <p dir="auto">${statusBadge('shipped', say)} <span class="quiet">${dayIn(idea.statusAt, language)}</span> ${entry ? markup`<a href="${entryPath(entry)}">${entry.title}</a>` : (reasons.get(idea.id) ?? '')}</p>
    </li>`;
  };
  return show(visit, {
    title: say.done,
    description: say.doneText,
    path,
    isWide: false,
    body: markup`${siblings(visit, path)}
      <h1>${say.done}</h1>
      <p class="quiet">${say.doneText}</p>
      ${ideas.length === 0 ? markup`<p class="note">${say.doneNone}</p>` : markup`<ul class="pairs">${ideas.map(pair)}</ul>`}`,
  });
}

/** Everything new, the latest first. */
export async function showChangelog(visit: IdeaVisit): Promise<unknown> {
  const { app, say } = visit;
  const cursor = queryText(queryOf(visit)['before']) || undefined;
  const { rows, next } = await listPublished(app, cursor);
  const wished = await wishedIn(visit, rows);
  return show(visit, {
    title: say.changelog,
    description: say.changelogText,
    path: CHANGELOG,
    section: 'changelog',
    isWide: false,
    isHidden: cursor !== undefined,
    feeds: feedsOf(CHANGELOG, say.changelog),
    body: markup`${siblings(visit, CHANGELOG)}
      <h1>${say.changelog}</h1>
      <p class="quiet">${say.changelogText} ${say.feeds}: <a href="${CHANGELOG}/feed.atom">Atom</a> · <a href="${CHANGELOG}/feed.rss">RSS</a> · <a href="${CHANGELOG}/feed.json">JSON</a></p>
      ${rows.length === 0 ? markup`<p class="note">${say.emptyChangelog}</p>` : rows.map((entry) => entryHtml(visit, entry, wished, 'h2'))}
      ${next === undefined ? null : markup`<p class="older"><a class="button plain" rel="next" href="${CHANGELOG}?before=${next}">${say.older}</a></p>`}`,
  });
}

async function wishedIn(
  { app, reader }: IdeaVisit,
  rows: readonly EntryRow[],
): Promise<ReadonlyMap<string, IdeaRow>> {
  const ideas = await findIdeas(app, reader, [...new Set(rows.flatMap(({ ideaIds }) => ideaIds))]);
  return new Map(ideas.map((idea) => [idea.id, idea]));
}

function entryHtml(
  { say, language }: IdeaVisit,
  entry: EntryRow,
  ideas: ReadonlyMap<string, IdeaRow>,
  level: 'h1' | 'h2',
): Html {
  const day = entry.publishAt!;
  const wished = entry.ideaIds.flatMap((id) => ideas.get(id) ?? []);
  const title =
    level === 'h1'
      ? markup`<h1 dir="auto">${entry.title}</h1>`
      : markup`<h2><a href="${entryPath(entry)}" dir="auto">${entry.title}</a></h2>`;
  return markup`<article class="entry">
    <p class="marks-line"><span class="badge">${say.kinds[entry.kind]}</span> <time datetime="${day.toISOString()}">${dayIn(day, language)}</time></p>
    ${title} ${saidHtml(entry.html)}
    ${
      wished.length === 0
        ? null
        : markup`<ul class="wished" aria-label="${say.asked}">${wished.map((idea) => markup`<li>✓ <a href="${pathOf(idea)}" dir="auto">${idea.title}</a> <span class="quiet">${say.wishedBy(all(idea))}</span></li>`)}</ul>`
    }
  </article>`;
}

export async function showEntry(visit: IdeaVisit): Promise<unknown> {
  const { app, say, member, reply } = visit;
  const { id, slug } = paramsOf(visit);
  const entry = await findEntry(app, id!);
  if (!entry) return showMissing(visit);
  if (slug !== entry.slug)
    return reply
      .headers({
        'cache-control': member ? 'private, no-store' : 'public, max-age=0, s-maxage=1',
        vary: 'Cookie',
      })
      .redirect(entryPath(entry), 301);
  const text = excerptOf(wordsOfHtml(entry.html), 200);
  const url = addressOf(app, entryPath(entry));
  const dates = {
    datePublished: entry.publishAt!.toISOString(),
    dateModified: entry.changedAt.toISOString(),
  };
  return show(visit, {
    title: entry.title,
    description: text,
    path: entryPath(entry),
    section: 'changelog',
    kind: 'article',
    isEmbeddable: true,
    isWide: false,
    feeds: feedsOf(CHANGELOG, say.changelog),
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: entry.title,
        description: text,
        url,
        ...dates,
      },
    ],
    body: markup`<p class="crumbs"><a href="${CHANGELOG}">${say.changelog}</a></p>
      ${entryHtml(visit, entry, await wishedIn(visit, [entry]), 'h1')}`,
  });
}
