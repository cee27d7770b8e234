import { addressOf, originOf } from '#platform/addresses/index.ts';
import { cleanAgain } from '#lib/markdown/index.ts';
import { siteMapOf } from '#ui/feeds/index.ts';
import { type FeedName, feedsBelow as feedsOf, sendFeed, sendShared, withAddresses } from '#ui/site/index.ts';
import { authorsOf, FORUM_DIALECT } from '#embrace/forum/index.ts';
import { listPublished } from '../changelog/entries.ts';
import { CHANGELOG, entryPath, IDEAS, pathOf, ROADMAP } from '../domain.ts';
import { ANYBODY, visibleBoards } from '../idea/boards.ts';
import { listIdeas, LISTED } from '../idea/find.ts';
import { publicName } from '../idea/present.ts';
import { selectOfStatus } from '../idea/store.ts';
import { authorOf } from './bits.ts';
import type { IdeaVisit } from './visit.ts';

export { feedsOf };
const MOST = 40;
const MOST_MAPPED = 49_000;

/** New ideas that everybody may see. */
export async function sendIdeasFeed(visit: IdeaVisit, kind: FeedName): Promise<unknown> {
  const { app, request, reply, say, language, settings } = visit;
  const publicUrl = originOf(app, IDEAS);
  const { rows } = await listIdeas(app, ANYBODY, { sort: 'new', limit: MOST });
  const members = await authorsOf(app, rows);
  return sendFeed(request, reply, kind, {
    title: `${say.title} – ${settings.name}`,
    description: say.intro,
    language,
    homeUrl: `${publicUrl}${IDEAS}`,
    selfUrl: `${publicUrl}${IDEAS}/feed.${kind}`,
    entries: rows.map((idea) => ({
      id: `${app.config.publicUrl}${IDEAS}/${idea.id}`,
      guid: idea.id,
      title: idea.title,
      url: `${publicUrl}${pathOf(idea)}`,
      html: withAddresses(cleanAgain(idea.html, FORUM_DIALECT), publicUrl),
      publishedAt: idea.createdAt,
      updatedAt: idea.changedAt,
      author:
        idea.originPostId === null ? authorOf(idea, members, say).name : (publicName(idea) ?? say.aCustomer),
      tags: [say.statuses[idea.status]],
    })),
  });
}

/** What is new. */
export async function sendChangelogFeed(visit: IdeaVisit, kind: FeedName): Promise<unknown> {
  const { app, request, reply, say, language, settings } = visit;
  const publicUrl = originOf(app, IDEAS);
  const { rows } = await listPublished(app, undefined, MOST);
  return sendFeed(request, reply, kind, {
    title: `${say.changelog} – ${settings.name}`,
    description: say.changelogText,
    language,
    homeUrl: `${publicUrl}${CHANGELOG}`,
    selfUrl: `${publicUrl}${CHANGELOG}/feed.${kind}`,
    entries: rows.map((entry) => ({
      id: `${app.config.publicUrl}${CHANGELOG}/${entry.id}`,
      guid: entry.id,
      title: entry.title,
      url: `${publicUrl}${entryPath(entry)}`,
      html: withAddresses(cleanAgain(entry.html, FORUM_DIALECT), publicUrl),
      publishedAt: entry.publishAt!,
      updatedAt: entry.changedAt > entry.publishAt! ? entry.changedAt : entry.publishAt!,
      tags: [say.kinds[entry.kind]],
    })),
  });
}

const MAP = { type: 'application/xml; charset=utf-8', cacheControl: 'public, max-age=600' };

/** Addresses of ideas that everybody may see. */
export async function sendIdeasMap({ app, request, reply }: IdeaVisit): Promise<unknown> {
  const publicUrl = originOf(app, IDEAS);
  const boards = (await visibleBoards(app, ANYBODY)).map(({ id }) => id);
  const ideas = await selectOfStatus(app, { boards, statuses: LISTED, limit: MOST_MAPPED });
  const body = siteMapOf([
    { url: `${publicUrl}${IDEAS}` },
    { url: `${publicUrl}${IDEAS}/done` },
    ...ideas.map((idea) => ({ url: `${publicUrl}${pathOf(idea)}`, changedAt: idea.changedAt })),
  ]);
  return sendShared(request, reply, { body, ...MAP });
}

export async function sendRoadmapMap({ app, request, reply }: IdeaVisit): Promise<unknown> {
  return sendShared(request, reply, {
    body: siteMapOf([{ url: addressOf(app, ROADMAP) }]),
    ...MAP,
  });
}

export async function sendChangelogMap({ app, request, reply }: IdeaVisit): Promise<unknown> {
  const publicUrl = originOf(app, IDEAS);
  const { rows } = await listPublished(app, undefined, MOST_MAPPED);
  const pages = rows.map((entry) => ({ url: `${publicUrl}${entryPath(entry)}`, changedAt: entry.changedAt }));
  return sendShared(request, reply, {
    body: siteMapOf([{ url: `${publicUrl}${CHANGELOG}` }, ...pages]),
    ...MAP,
  });
}
