import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { httpErrors, type HttpServer, nonceOf } from '#platform/http/index.ts';

const BUILD = fileURLToPath(new URL('../../build/console/', import.meta.url));
const NOT_PAGES = /^\/(api|assets|chat|healthz|readyz|metrics)(\/|$)/;

/** Serves the console: its files with long life, and its page, with this answer's nonce, for every address of the app. */
export async function addConsole(server: HttpServer): Promise<void> {
  // Read anew for each page: a build while the program runs replaces it together with the files it names.
  const readPage = () => readFile(`${BUILD}index.html`, 'utf8');
  if ((await readPage().catch(() => null)) === null) return addNotBuilt(server);
  await server.register(fastifyStatic, {
    root: `${BUILD}assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  server.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (NOT_PAGES.test(path)) throw httpErrors('http.not_found', { path: path.slice(0, 200) });
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return (await readPage()).replaceAll('__NONCE__', nonceOf(request));
  });
}

function addNotBuilt(server: HttpServer): void {
  server.get('/', { schema: { hide: true } }, async (_request, reply) => {
    reply.code(503).type('text/plain; charset=utf-8');
    return 'The console has not been built. Start Rapport with "npm start", which builds it.';
  });
}
