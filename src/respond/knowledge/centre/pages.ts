import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '#lib/html/index.ts';
import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { languageAmong, publicSearchPort, variesBy } from '#people/members/index.ts';
import { allowFrame, dressOf, navigationOf } from '#people/site/index.ts';
import { FEED_NAMES, HTML_TYPE, sendFeed, sendOwn, sendShared } from '#ui/site/index.ts';
import { findRedirect, relatedTo, searchCentre, vote } from './asked.ts';
import { type Catalogue, catalogueOf, pathOf, textFor } from './catalogue.ts';
import { articleFeed, openSearch, sitemap } from './feeds.ts';
import { sendFile } from './files.ts';
import { frame, type Page } from './frame.ts';
import { CENTRE } from './settings.ts';
import { articlePage, homePage, missingPage, searchPage, thanksPage } from './views.ts';
import { note, noteSearch } from '../figures/service.ts';
import { besideArticlePort } from '../ports.ts';

const PER_MINUTE = { rateLimit: { max: 300, timeWindow: 60_000 } };
const VOTES = { rateLimit: { max: 20, timeWindow: 60_000 } };
/** No scripts at all: structured data are no script. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface Asked {
  Params: { language: string; slug: string };
  Querystring: { q?: unknown; from?: unknown };
}

/** The public help centre: for everybody, without signing in, readable without scripts. */
export async function addHelpCentre(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const get: Get = (path, answer) =>
      void pages.get<Asked>(
        `${CENTRE}${path}`,
        { config: PER_MINUTE, schema: { hide: true } },
        async (request, reply) => {
          const catalogue = await catalogueOf(app);
          if (!catalogue.settings.isOpen) return closed(reply);
          return answer({ app, catalogue, request, reply });
        },
      );
    get('', async ({ catalogue, request, reply }) => {
      const { languages } = catalogue.settings;
      return reply
        .headers({ 'cache-control': 'public, max-age=0', vary: variesBy(languages) })
        .redirect(`${CENTRE}/${languageAmong(request, languages)}`);
    });
    get('/sitemap.xml', async ({ catalogue, request, reply }) =>
      send(request, reply, sitemap(catalogue, originOf(app, CENTRE)), 'application/xml; charset=utf-8'),
    );
    pages.get<{ Params: { id: string } }>(
      `${CENTRE}/files/:id`,
      { config: PER_MINUTE, schema: { hide: true } },
      (request, reply) => sendFile(app, request.params.id, reply),
    );
    get('/:language', async (context) => show(context, homePage(context.catalogue, languageOf(context))));
    get('/:language/search', showSearch);
    get('/:language/thanks', async (context) => show(context, thanksPage(languageOf(context))));
    addFeeds(app, get);
    get('/:language/:slug', showArticle);
    pages.post<Asked>(
      `${CENTRE}/:language/:slug/vote`,
      { config: VOTES, schema: { hide: true } },
      async (request, reply) => {
        const { language, slug } = request.params;
        const helped = request.body instanceof URLSearchParams ? request.body.get('helped') : null;
        const isKnown = await vote(app, language, slug, helped === 'yes');
        return reply.redirect(isKnown ? `${CENTRE}/${language}/thanks` : CENTRE, 303);
      },
    );
  });
}

type Get = (path: string, answer: (context: Context) => Promise<unknown>) => void;

/** What other programs read: feeds, and how browsers search here. */
function addFeeds(app: App, get: Get): void {
  for (const kind of FEED_NAMES)
    get(`/:language/feed.${kind}`, async (context) => {
      const feed = articleFeed(
        context.catalogue,
        { publicUrl: originOf(app, CENTRE), idUrl: app.config.publicUrl },
        languageOf(context),
        `feed.${kind}`,
      );
      return sendFeed(context.request, context.reply, kind, feed);
    });
  get('/:language/opensearch.xml', async (context) =>
    send(
      context.request,
      context.reply,
      openSearch(context.catalogue, originOf(app, CENTRE), languageOf(context)),
      'application/opensearchdescription+xml; charset=utf-8',
    ),
  );
}

interface Context {
  app: App;
  catalogue: Catalogue;
  request: FastifyRequest<Asked>;
  reply: FastifyReply;
}

function closed(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type(HTML_TYPE)
    .header('content-security-policy', POLICY)
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not open</title><p>There is no help centre here.</p></html>',
    );
}

/** A language that the help centre speaks; its first where the address names another one. */
function languageOf({ catalogue, request }: Context): string {
  const { language } = request.params;
  const spoken = catalogue.settings.languages;
  return spoken.includes(language) ||
    catalogue.articles.some(({ texts }) => texts.some((text) => text.language === language))
    ? language
    : spoken[0]!;
}

async function showSearch(context: Context): Promise<unknown> {
  const language = languageOf(context);
  const { q } = context.request.query;
  const asked =
    typeof q === 'string'
      ? q
          .toWellFormed()
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, 300)
      : '';
  if (asked === '') return context.reply.redirect(`${CENTRE}/${language}`);
  const found = await searchCentre(context.app, language, asked);
  await noteSearch(context.app, language, asked, found.length > 0);
  return show(context, searchPage(language, asked, found));
}

async function showArticle(context: Context): Promise<unknown> {
  const { app, catalogue, request, reply } = context;
  const { language, slug } = request.params;
  for (const article of catalogue.articles) {
    const text = article.texts.find((one) => one.language === language && one.slug === slug);
    if (!text) continue;
    await note(app, 'view', article.id, language);
    if (request.query.from === 'search') await note(app, 'view_from_search', article.id, language);
    const related = await relatedTo(app, catalogue, article, text);
    const beside = await besideOf(app, { id: article.id, language });
    const publicUrl = originOf(app, CENTRE);
    return show(context, articlePage(catalogue, article, text, { publicUrl, related, beside }));
  }
  const moved = /\p{Cc}/u.test(`${language}${slug}`) ? undefined : await findRedirect(app, language, slug);
  const article = moved && catalogue.articles.find(({ id }) => id === moved);
  if (article) return reply.redirect(pathOf(textFor(catalogue, article, language)), 301);
  reply.code(404);
  return show(context, missingPage(languageOf(context)));
}

async function besideOf(app: App, article: { id: string; language: string }): Promise<Html[]> {
  const told = await Promise.all((app.find(besideArticlePort) ?? []).map((tell) => tell(app, article)));
  return told.filter((one) => one !== null);
}

async function show({ app, catalogue, request, reply }: Context, page: Page): Promise<FastifyReply> {
  const hasSearch = (app.find(publicSearchPort) ?? []).length > 0;
  const publicUrl = originOf(app, CENTRE);
  const [navigation, dress] = await Promise.all([
    navigationOf(app, page.language, 'help'),
    dressOf(app, request),
  ]);
  const body = frame(catalogue, { publicUrl, hasSearch, dress, navigation }, page);
  if (!dress.isTried) return send(request, reply, body, HTML_TYPE);
  allowFrame(reply);
  return sendOwn(request, reply, { body, policy: POLICY.replace("ancestors 'none'", "ancestors 'self'") });
}

/** Anybody may keep a copy for a minute: it says nothing about its reader. */
function send(request: FastifyRequest, reply: FastifyReply, body: string, type: string): FastifyReply {
  return sendShared(request, reply, {
    body,
    type,
    policy: POLICY,
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
  });
}
