import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { languageNow, visitPages } from '#people/members/index.ts';
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
    const page = visitPages(app, pages, { reading: 600, writing: 120 });
    for (const [path, answer] of Object.entries(READ))
      page('GET', path, async (visit) => answer(await ideaVisit(visit)));
    for (const [path, answer] of Object.entries(WRITE))
      page(
        'POST',
        path,
        async (visit) => {
          const shown = await ideaVisit(visit);
          return answer(shown).catch((error: unknown) => showRefusal(shown, error));
        },
        ROOM_FOR_FIELDS,
      );
    addAssets(pages, [[STYLE, IDEAS_STYLE, 'css']]);
  });
}
