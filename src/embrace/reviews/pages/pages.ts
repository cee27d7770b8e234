import type { FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { openShown } from '#platform/files/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { languageNow, memberOf, visitPages } from '#people/members/index.ts';
import { addAssets, FEED_NAMES, sendPicture, sizeIn } from '#ui/site/index.ts';
import { keepCopies } from '#embrace/forum/index.ts';
import { addEndAskingPage } from '../asking/ending.ts';
import { REVIEWS } from '../domain.ts';
import { isProductPicture } from '../product/pictures.ts';
import { whoSeesPhoto } from '../review/photos-store.ts';
import { addWidget } from '../widget/serve.ts';
import { sendProductFeed, sendReviewsFeed, sendReviewsMap } from './feeds.ts';
import { addInvitedPage } from './linked-pages.ts';
import { showProducts } from './list-pages.ts';
import { showProduct, takeVote } from './product-pages.ts';
import { REVIEWS_STYLE } from './style.ts';
import { reviewVisit, type ReviewVisit, showRefusal, STYLE } from './visit.ts';
import { showWrite, takeWrite } from './write-pages.ts';

const READING = { rateLimit: { max: 600, timeWindow: 60_000 } };
/** Room for four photos of a telephone. */
const ROOM = 50 * 1024 * 1024;
const ROOM_FOR_FIELDS = 64 * 1024;

type Answer = (visit: ReviewVisit) => Promise<unknown>;

const READ: Record<string, Answer> = {
  [REVIEWS]: showProducts,
  [`${REVIEWS}/sitemap.xml`]: sendReviewsMap,
  [`${REVIEWS}/:slug`]: showProduct,
  [`${REVIEWS}/:slug/write`]: showWrite,
  ...Object.fromEntries(
    FEED_NAMES.flatMap((kind): [string, Answer][] => [
      [`${REVIEWS}/feed.${kind}`, (visit) => sendReviewsFeed(visit, kind)],
      [`${REVIEWS}/:slug/feed.${kind}`, (visit) => sendProductFeed(visit, kind)],
    ]),
  ),
};

const WRITE: Record<string, { answer: Answer; bodyLimit: number }> = {
  [`${REVIEWS}/:slug/write`]: { answer: takeWrite, bodyLimit: ROOM },
  [`${REVIEWS}/:slug/vote`]: { answer: takeVote, bodyLimit: ROOM_FOR_FIELDS },
};

/** The public pages of reviews, what is embedded elsewhere, and the pages behind links of mails. */
export async function addReviewPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    keepCopies(pages, (raw) => languageNow(app, raw));
    const page = visitPages(app, pages, { reading: 600, writing: 120 });
    for (const [path, answer] of Object.entries(READ))
      page('GET', path, (visit) => answer(reviewVisit(visit)));
    for (const [path, { answer, bodyLimit }] of Object.entries(WRITE))
      page(
        'POST',
        path,
        (visit) => {
          const shown = reviewVisit(visit);
          return answer(shown).catch((error: unknown) => showRefusal(shown, error));
        },
        bodyLimit,
      );
    addAssets(pages, [[STYLE, REVIEWS_STYLE, 'css']]);
  });
  addPictures(app, server);
  await addWidget(app, server);
  await addInvitedPage(app, server);
  await addEndAskingPage(app, server);
}

/** Pictures of products and photos of reviews, as long as those are shown; shops may show them, too. */
function addPictures(app: App, server: HttpServer): void {
  const whoSees: Record<string, (request: FastifyRequest, id: string) => ReturnType<typeof whoSeesPhoto>> = {
    pictures: async (_request, id) => ((await isProductPicture(app, id)) ? 'everybody' : undefined),
    photos: async (request, id) => whoSeesPhoto(app, id, (await memberOf(app, request))?.id ?? null),
  };
  for (const [folder, sees] of Object.entries(whoSees))
    server.get<{ Params: { id: string } }>(
      `${REVIEWS}/${folder}/:id`,
      { config: READING, schema: { hide: true } },
      async (request, reply) => {
        const { id } = request.params;
        const who = /^file_[0-9a-z]{20,40}$/.test(id) ? await sees(request, id) : undefined;
        const opened = who && (await openShown(app, id, sizeIn(request.query)).catch(() => undefined));
        reply.header('cross-origin-resource-policy', 'cross-origin');
        return sendPicture(reply, opened, who === 'author' ? 'private, no-store' : undefined);
      },
    );
}
