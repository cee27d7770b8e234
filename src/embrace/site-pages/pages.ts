import type { FastifyReply, FastifyRequest } from 'fastify';
import { cleanAgain, renderMarkdown } from '#lib/markdown/index.ts';
import { markup, trusted } from '#lib/html/index.ts';
import { openVisit, showPage, type Visit } from '#people/members/index.ts';
import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { openFile } from '#platform/files/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { siteMapOf } from '#ui/feeds/index.ts';
import { sendPicture, sendShared } from '#ui/site/index.ts';
import { bestText } from './domain/choose.ts';
import {
  DIALECT,
  filesIn,
  PAGES,
  publishedPages,
  type PublishedPage,
  type PublishedText,
  summaryOf,
} from './published.ts';
import { draftBehind, pageBehind } from './look-up.ts';
import { wordsIn } from './words.ts';

const OPTIONS = { config: { rateLimit: { max: 300, timeWindow: 60_000 } }, schema: { hide: true } };

interface Asked {
  Params: { language?: string; slug: string };
}

/** Pages of the company's own: for everybody, readable without scripts. */
export async function addOwnPages(app: App, server: HttpServer): Promise<void> {
  server.get(`${PAGES}/sitemap.xml`, OPTIONS, (request, reply) => sendMap(app, request, reply));
  server.get<{ Params: { id: string } }>(`${PAGES}/files/:id`, OPTIONS, async ({ params: { id } }, reply) => {
    const pages = await publishedPages(app);
    const isShown = pages.some(({ texts }) => texts.some(({ markdown }) => filesIn(markdown).includes(id)));
    return sendPicture(reply, isShown ? await openFile(app, id).catch(() => undefined) : undefined);
  });
  server.get<{ Params: { key: string } }>(`${PAGES}/preview/:key`, OPTIONS, (request, reply) =>
    showDraft(app, request, reply),
  );
  for (const path of ['/:slug', '/:language/:slug'])
    server.get<Asked>(`${PAGES}${path}`, OPTIONS, async (request, reply) => {
      const visit = await openVisit(app, request, reply, { isThere: true });
      return visit ? show(visit, request.params) : reply;
    });
}

async function show(visit: Visit, { language, slug }: Asked['Params']): Promise<unknown> {
  const found = await pageBehind(visit.app, language, slug);
  if (!found) return missing(visit);
  const { page, text, hasMoved } = found;
  if (text && language !== undefined) return showText(visit, page, text);
  const best = text ?? bestText(page.texts, language ?? visit.language, visit.settings.languages[0]!)!;
  return visit.reply.redirect(best.path, hasMoved && language !== undefined ? 301 : 302);
}

function showText(visit: Visit, { id, texts }: PublishedPage, text: PublishedText): Promise<unknown> {
  return showPage(
    { ...visit, language: text.language },
    {
      title: text.title,
      path: text.path,
      section: `page:${id}`,
      kind: 'article',
      description: summaryOf(text),
      others: texts.length > 1 ? texts.map(({ language, path }) => ({ language, path })) : [],
      body: bodyOf(text.title, text.html),
    },
  );
}

const bodyOf = (title: string, html: string) =>
  markup`<article dir="auto"><h1>${title}</h1>${trusted(cleanAgain(html, DIALECT))}</article>`;

function missing(visit: Visit): Promise<unknown> {
  const words = wordsIn(visit.language);
  visit.reply.code(404);
  const body = markup`<h1>${words.missing}</h1><p>${words.missingText}</p>`;
  return showPage(visit, { title: words.missing, path: PAGES, isHidden: true, body });
}

/** What is saved of a text, for whoever has its key; in a frame of the console, too. */
async function showDraft(
  app: App,
  request: FastifyRequest<{ Params: { key: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const [visit, draft] = await Promise.all([
    openVisit(app, request, reply, { isThere: true }),
    draftBehind(app, request.params.key),
  ]);
  if (!visit) return reply;
  if (!draft) return missing(visit);
  const words = wordsIn(draft.language);
  const body = markup`<p class="note">${words.preview}</p>${bodyOf(draft.title, renderMarkdown(draft.markdown, DIALECT))}`;
  return showPage(
    { ...visit, language: draft.language },
    { title: draft.title, path: PAGES, isHidden: true, isFramed: true, body },
  );
}

async function sendMap(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const publicUrl = originOf(app, PAGES);
  const pages = (await publishedPages(app)).flatMap(({ texts }) => {
    const others = texts.map(({ language, path }) => ({ language, url: `${publicUrl}${path}` }));
    return texts.map((text) => ({
      url: `${publicUrl}${text.path}`,
      changedAt: text.publishedAt!,
      ...(others.length > 1 ? { others } : {}),
    }));
  });
  return sendShared(request, reply, { body: siteMapOf(pages), type: 'application/xml; charset=utf-8' });
}
