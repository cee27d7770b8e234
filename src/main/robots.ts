import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { PAGES, pageSections } from '#embrace/site-pages/index.ts';
import { partsOf, SITE } from '#people/site/index.ts';

/** `/robots.txt`: search engines read the open parts of the public site, with their site maps, and nothing else (RFC 9309). */
export function addRobots(app: App, server: HttpServer): void {
  server.get('/robots.txt', { schema: { hide: true } }, async (_request, reply) => {
    const roots = (await partsOf(app, 'en')).flatMap(({ root }) => root ?? []);
    if ((await pageSections(app, 'en')).length > 0) roots.push(PAGES);
    const lines = [
      'User-agent: *',
      'Disallow: /',
      ...roots.map((root) => `Allow: ${root}`),
      ...(roots.length > 0 ? [`Allow: ${SITE}/`] : []),
      ...roots.map((root) => `Sitemap: ${app.config.publicUrl}${root}/sitemap.xml`),
    ];
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(`${lines.join('\n')}\n`);
  });
}
