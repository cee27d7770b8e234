import { readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { HTML_TYPE, sendShared } from '#ui/site/index.ts';
import { REVIEWS } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { productData } from '../pages/data.ts';
import { shelfOf } from '../pages/product-pages.ts';
import { findProduct, type ProductRow } from '../product/products.ts';
import { listReviews } from '../review/find.ts';
import { wordsIn } from '../words/index.ts';
import { widgetData } from './data.ts';
import { embedPage } from './embed.ts';

const PERMITTED = { rateLimit: { max: 600, timeWindow: 60_000 } };
const LIFE = 'public, max-age=60, stale-while-revalidate=600';
const SCRIPT_LIFE = 'public, max-age=3600, stale-while-revalidate=86400';
const FRAMED =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'self'; frame-ancestors *";

/** The script as it is sent. */
export const WIDGET_SCRIPT = readFileSync(new URL('./rapport-reviews.js', import.meta.url), 'utf8');

interface Asked {
  Params: { slug: string };
  Querystring: Record<string, unknown>;
}

type Send = (request: FastifyRequest<Asked>, reply: FastifyReply, product: ProductRow) => Promise<unknown>;

/** What shops put on their own pages: the script, its data, structured data, and a page for a frame. No cookie is read, and anybody may ask. */
export async function addWidget(app: App, server: HttpServer): Promise<void> {
  server.get(
    `${REVIEWS}/widget.js`,
    { config: PERMITTED, schema: { hide: true } },
    async (request, reply) => {
      opened(reply);
      return sendShared(request, reply, {
        body: WIDGET_SCRIPT,
        type: 'text/javascript; charset=utf-8',
        cacheControl: SCRIPT_LIFE,
      });
    },
  );
  const routes: Record<string, Send> = {
    'widget.json': async (request, reply, product) =>
      sendShared(request, reply, {
        body: JSON.stringify(await widgetData(app, product, request.query)),
        type: 'application/json; charset=utf-8',
        cacheControl: LIFE,
      }),
    'product.jsonld': async (request, reply, product) => {
      const { rows } = await listReviews(app, { productId: product.id, sort: 'helpful', limit: 10 });
      const language = request.query['lang'] === 'de' ? 'de' : 'en';
      const shelf = await shelfOf({ app, say: wordsIn(language), language }, product, rows);
      const body = JSON.stringify(productData(app, shelf, rows)).replaceAll('<', '\\u003c');
      return sendShared(request, reply, {
        body,
        type: 'application/ld+json; charset=utf-8',
        cacheControl: LIFE,
      });
    },
    embed: async (request, reply, product) => {
      reply.removeHeader('x-frame-options').removeHeader('cross-origin-opener-policy');
      const body = await embedPage(app, product, String(request.query['lang'] ?? 'en'));
      return sendShared(request, reply, { body, type: HTML_TYPE, policy: FRAMED, cacheControl: LIFE });
    },
  };
  for (const [name, send] of Object.entries(routes))
    server.get<Asked>(
      `${REVIEWS}/:slug/${name}`,
      { config: PERMITTED, schema: { hide: true } },
      async (request, reply) => {
        const { slug } = request.params;
        const isOpen = /^[^\p{Cc}]*$/u.test(slug) && (await readCommunity(app)).isOpen;
        const product = isOpen ? await findProduct(app, slug.toWellFormed()) : undefined;
        opened(reply);
        if (!product) throw reviewErrors('review.no_product', { id: slug.slice(0, 80).toWellFormed() });
        return send(request, reply, product);
      },
    );
}

/** Pages of other sites may read it: that is what it is for. */
function opened(reply: FastifyReply): void {
  reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
}
