import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { PAGES, pageSections } from '#embrace/site-pages/index.ts';
import { hostAsked } from '#people/domains/index.ts';
import { partsOf, SITE } from '#people/site/index.ts';

/**
 * `/robots.txt`: search engines read the open parts of the public site, with their site maps, and nothing else (RFC 9309). An address of the company's own speaks
 * of its parts only; the main one also of those that it leads to, so that they are followed there.
 */
export function addRobots(app: App, server: HttpServer): void {
  server.get('/robots.txt', { schema: { hide: true } }, async (request, reply) => {
    const open = (await partsOf(app, 'en')).flatMap(({ root }) => root ?? []);
    if ((await pageSections(app, 'en')).length > 0) open.push(PAGES);
    const host = hostAsked(request);
    const here = open.filter((root) => new URL(originOf(app, root)).host === host);
    const isMain = new URL(app.config.publicUrl).host === host;
    const roots = isMain || here.length === 0 ? open : here;
    const lines = [
      'User-agent: *',
      'Disallow: /',
      ...roots.map((root) => `Allow: ${root}`),
      ...(roots.length > 0 ? [`Allow: ${SITE}/`] : []),
      ...roots.map((root) => `Sitemap: ${originOf(app, root)}${root}/sitemap.xml`),
    ];
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(`${lines.join('\n')}\n`);
  });
}
