import { API, type HttpServer, nonceOf } from '#platform/http/index.ts';
import { renderApiPage } from './api-page-html.ts';

/** `/api`: the OpenAPI document as a page for people, readable without JavaScript. */
export async function addApiPage(server: HttpServer): Promise<void> {
  let html: string | undefined;
  server.get('/api', async (request, reply) => {
    html ??= renderApiPage((await server.inject({ url: `${API}/openapi.json` })).json());
    reply.type('text/html; charset=utf-8');
    return html.replaceAll('__NONCE__', nonceOf(request));
  });
}
