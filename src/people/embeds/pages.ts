import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { readLook } from '#people/site/index.ts';
import { HTML_TYPE, inLanguage, readable, sendShared } from '#ui/site/index.ts';
import { CACHE_SECONDS, richAnswer, sizeFor, xmlAnswer } from './answer.ts';
import { cardAt, cardOf } from './asked.ts';
import { CARD_PATH, CARD_STYLE, cardPage, cardStyle, goneCard } from './card.ts';

const PERMITTED = { rateLimit: { max: 300, timeWindow: 60_000 } };
const LIFE = `public, max-age=${CACHE_SECONDS}`;
/** Anybody may frame it, and nothing runs in it. */
const FRAMED =
  "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *; sandbox allow-popups allow-popups-to-escape-sandbox";
const GONE = {
  en: { title: 'Not available', text: 'What stood here can no longer be seen.' },
  de: { title: 'Nicht verfügbar', text: 'Was hier stand, ist nicht mehr zu sehen.' },
};

type Query = Record<string, unknown>;

/** oEmbed for public pages, and the card that other sites frame. No cookie is read. */
export async function addEmbedPages(app: App, server: HttpServer): Promise<void> {
  const options = { config: PERMITTED, schema: { hide: true } };
  server.get<{ Querystring: Query }>('/oembed', options, (request, reply) => sendAnswer(app, request, reply));
  server.get<{ Querystring: Query }>(CARD_PATH, options, (request, reply) => sendCard(app, request, reply));
  server.get(CARD_STYLE, options, async (request, reply) => {
    const { colour, darkColour } = (await readLook(app)).settings;
    // In its sandbox the card is of no origin, not even of ours.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return sendShared(request, reply, {
      body: cardStyle({ light: readable(colour).light, dark: readable(darkColour ?? colour).dark }),
      type: 'text/css; charset=utf-8',
      cacheControl: 'public, max-age=300, stale-while-revalidate=600',
    });
  });
}

async function sendAnswer(
  app: App,
  request: FastifyRequest<{ Querystring: Query }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { url, format = 'json', maxwidth, maxheight } = request.query;
  // Scripts of other sites may read it: everybody may know it.
  reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  const plain = (code: number, text: string) =>
    reply.code(code).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text);
  if (format !== 'json' && format !== 'xml') return plain(501, 'The formats are json and xml.\n');
  if (typeof url !== 'string') return plain(400, 'Say which page: ?url=https://…\n');
  const card = await cardOf(app, url);
  if (!card) return plain(404, 'There is no such page that everybody may see.\n');
  const { name } = await readCommunity(app);
  const said = richAnswer(app, name, card, sizeFor({ maxwidth, maxheight }));
  return sendShared(request, reply, {
    body: format === 'json' ? JSON.stringify(said) : xmlAnswer(said),
    type: format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8',
    cacheControl: LIFE,
  });
}

async function sendCard(
  app: App,
  request: FastifyRequest<{ Querystring: Query }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { path } = request.query;
  reply.removeHeader('x-frame-options').removeHeader('cross-origin-opener-policy');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  const card = typeof path === 'string' ? await cardAt(app, path) : undefined;
  const { name, languages } = await readCommunity(app);
  const [language = 'en'] = languages;
  if (!card)
    return reply
      .code(404)
      .headers({ 'cache-control': 'no-store', 'content-security-policy': FRAMED })
      .type(HTML_TYPE)
      .send(goneCard(language, inLanguage(language, GONE)));
  return sendShared(request, reply, {
    body: cardPage(name, card, addressOf(app, card.path)),
    policy: FRAMED,
    cacheControl: 'public, max-age=60, s-maxage=60',
  });
}
