import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { openVisit, languageNow } from '#people/members/index.ts';
import { addAssets, FEED_NAMES } from '#ui/site/index.ts';
import { keepCopies } from '#embrace/forum/index.ts';
import { CHANGELOG, IDEAS, ROADMAP } from '../domain.ts';
import { sendChangelogFeed, sendChangelogMap, sendIdeasFeed, sendIdeasMap, sendRoadmapMap } from './feeds.ts';
import { showIdea, takeAct, takeComment, takeVote } from './idea-pages.ts';
import { showList, suggest } from './list-pages.ts';
import { showChangelog, showDone, showEntry, showRoadmap } from './roadmap-pages.ts';
import { IDEAS_STYLE } from './style.ts';
import { type IdeaVisit, ideaVisit, showRefusal, STYLE } from './visit.ts';
import { showEdit, showNew, takeEdit, takeNew } from './write-pages.ts';

const READING = { rateLimit: { max: 600, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 120, timeWindow: 60_000 } };
const ROOM_FOR_FIELDS = 256 * 1024;

type Answer = (visit: IdeaVisit) => Promise<unknown>;

const READ: Record<string, Answer> = {
  [IDEAS]: showList,
  [`${IDEAS}/new`]: showNew,
  [`${IDEAS}/done`]: showDone,
  [`${IDEAS}/suggest`]: suggest,
  [`${IDEAS}/sitemap.xml`]: sendIdeasMap,
  [`${IDEAS}/:id`]: showIdea,
  [`${IDEAS}/:id/:slug`]: showIdea,
  [`${IDEAS}/:id/edit`]: showEdit,
  [ROADMAP]: showRoadmap,
  [`${ROADMAP}/sitemap.xml`]: sendRoadmapMap,
  [CHANGELOG]: showChangelog,
  [`${CHANGELOG}/sitemap.xml`]: sendChangelogMap,
  [`${CHANGELOG}/:id`]: showEntry,
  [`${CHANGELOG}/:id/:slug`]: showEntry,
  ...Object.fromEntries(
    FEED_NAMES.flatMap((kind): [string, Answer][] => [
      [`${IDEAS}/feed.${kind}`, (visit) => sendIdeasFeed(visit, kind)],
      [`${CHANGELOG}/feed.${kind}`, (visit) => sendChangelogFeed(visit, kind)],
    ]),
  ),
};

const WRITE: Record<string, Answer> = {
  [`${IDEAS}/new`]: takeNew,
  [`${IDEAS}/:id/edit`]: takeEdit,
  [`${IDEAS}/:id/vote`]: takeVote,
  [`${IDEAS}/:id/act`]: takeAct,
  [`${IDEAS}/:id/comment`]: takeComment,
};

/** The public pages of ideas, the roadmap and the changelog: readable without scripts; what a form sends answers with where to go on. */
export async function addIdeaPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    keepCopies(pages, (raw) => languageNow(app, raw));
    for (const [path, answer] of Object.entries(READ))
      pages.get(path, { config: READING, schema: { hide: true } }, async (request, reply) => {
        const visit = await visitOf(app, request, reply);
        return visit ? answer(visit) : reply;
      });
    for (const [path, answer] of Object.entries(WRITE))
      pages.post(
        path,
        { config: WRITING, bodyLimit: ROOM_FOR_FIELDS, schema: { hide: true } },
        async (request, reply) => {
          const visit = await visitOf(app, request, reply);
          return visit ? answer(visit).catch((error: unknown) => showRefusal(visit, error)) : reply;
        },
      );
    addAssets(pages, [[STYLE, IDEAS_STYLE, 'css']]);
  });
}

/** Undefined where everything was said. */
async function visitOf(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<IdeaVisit | undefined> {
  const visit = await openVisit(app, request, reply);
  return visit && ideaVisit(visit);
}
