import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { openFile } from '#platform/files/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { addAssets, sendPicture, sendShared, siteStyle } from '#ui/site/index.ts';
import { SITE, SITE_STYLE, sumOf } from './dress.ts';
import { PRIVATE_CSS, PRIVATE_STYLE } from './private-page.ts';
import { triedLook } from './service/drafts.ts';
import { readLook } from './service/look.ts';
import { drawingOf, filesOfLook } from './service/pictures.ts';

const OPTIONS = { config: { rateLimit: { max: 600, timeWindow: 60_000 } }, schema: { hide: true } };
const FOR_EVER = 'public, max-age=31536000, immutable';
const LOOK_AGAIN = 'public, max-age=0, must-revalidate';

/** What all public pages wear: one style sheet, logo and icon. */
export async function addSitePages(app: App, server: HttpServer): Promise<void> {
  server.get(SITE_STYLE, OPTIONS, (request, reply) => sendStyle(app, request, reply));
  server.get<{ Params: { id: string } }>(`${SITE}/pictures/:id`, OPTIONS, (request, reply) =>
    sendLogo(app, request, reply),
  );
  addAssets(server, [[PRIVATE_STYLE, PRIVATE_CSS, 'css']]);
}

/** The address names the look, so a browser keeps it; who asks for another one gets what there is now, and asks again. */
async function sendStyle(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const tried = await triedLook(app, request);
  const look = tried
    ? { ...tried.look, scheme: tried.scheme ?? tried.look.scheme }
    : (await readLook(app)).settings;
  const { v } = Object(request.query) as { v?: unknown };
  return sendShared(request, reply, {
    body: siteStyle(look),
    type: 'text/css; charset=utf-8',
    cacheControl: !tried && v === sumOf(look) ? FOR_EVER : LOOK_AGAIN,
  });
}

/** A picture of the look; every other file is not there. Nothing in an SVG runs, and nothing is loaded by one. */
async function sendLogo(
  app: App,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const look = (await triedLook(app, request))?.look ?? (await readLook(app)).settings;
  const { id } = request.params;
  const opened = filesOfLook(look).includes(id) ? await openFile(app, id).catch(() => undefined) : undefined;
  const drawing = opened && (await drawingOf(app, opened.file));
  if (drawing === undefined) return sendPicture(reply, opened);
  return reply
    .headers({
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
    .type('image/svg+xml')
    .send(drawing);
}
