import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpErrors, type HttpServer, nonceOf } from '#platform/http/index.ts';

const BUILD = fileURLToPath(new URL('../../../build/widget/', import.meta.url));
/** A change of the script reaches every page within the hour; until then a browser asks nobody. */
const SCRIPT_LIFE = 'public, max-age=3600, stale-while-revalidate=86400';
const FOR_EVER = 'public, max-age=31536000, immutable';
const PERMITTED = { rateLimit: { max: 600, timeWindow: 60_000 } };
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

interface BuiltFile {
  bytes: Buffer;
  packed: Buffer;
  etag: string;
}

/** Origins on which a widget may be shown, patterns such as `https://*.shop.example` too; null when there is no such widget. */
type OriginsOf = (widgetId: string) => Promise<readonly string[] | null>;

/** Serves the visitor's side of the chat: the script that companies put on their pages, and the page in the frame with its files. */
export async function addWidgetFiles(server: HttpServer, originsOf: OriginsOf): Promise<void> {
  const files = createFiles();
  server.get('/chat/v1.js', { config: PERMITTED, schema: { hide: true } }, async (request, reply) => {
    const file = (await files())?.get('v1.js');
    if (!file) throw httpErrors('http.not_found', { path: '/chat/v1.js' });
    // Pages of other sites run it: that is what it is for.
    reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*');
    return send(request, reply, file, 'js', SCRIPT_LIFE);
  });
  server.get<{ Params: { name: string } }>(
    '/chat/assets/:name',
    { config: PERMITTED, schema: { hide: true } },
    async (request, reply) => {
      const { name } = request.params;
      const file = (await files())?.get(`assets/${name}`);
      if (!file) throw httpErrors('http.not_found', { path: `/chat/assets/${name.slice(0, 100)}` });
      return send(request, reply, file, name.split('.').at(-1) ?? '', FOR_EVER);
    },
  );
  server.get<{ Querystring: { widget?: string } }>(
    '/chat/frame',
    { config: PERMITTED, schema: { hide: true } },
    async (request, reply) => {
      const widget = String(request.query.widget ?? '').slice(0, 64);
      const origins = await originsOf(widget);
      const page = (await files())?.get('index.html');
      if (!origins || !page) throw httpErrors('http.not_found', { path: '/chat/frame' });
      const nonce = nonceOf(request);
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', policyOf(nonce, origins))
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('referrer-policy', 'strict-origin')
        .removeHeader('x-frame-options');
      return page.bytes.toString('utf8').replaceAll('__NONCE__', nonce);
    },
  );
}

/** Nothing but our own code runs in the frame, and it speaks to nobody but us; only the widget's own sites may show it. */
function policyOf(nonce: string, origins: readonly string[]): string {
  const ancestors = origins.filter((origin) => /^https?:\/\/[^\s;,'"]+$/.test(origin));
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' https:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `frame-ancestors ${ancestors.join(' ') || "'none'"}`,
  ].join('; ');
}

function send(request: FastifyRequest, reply: FastifyReply, file: BuiltFile, kind: string, life: string) {
  reply
    .header('cache-control', life)
    .header('etag', file.etag)
    .header('vary', 'accept-encoding')
    .type(TYPES[kind] ?? 'application/octet-stream');
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(file.bytes);
  return reply.header('content-encoding', 'gzip').send(file.packed);
}

/** All files in memory, packed once. A build while the program runs replaces them; its stamp tells. Undefined while there is none. */
function createFiles(): () => Promise<ReadonlyMap<string, BuiltFile> | undefined> {
  let loaded: { stamp: string; files: Promise<ReadonlyMap<string, BuiltFile>> } | undefined;
  return async () => {
    const stamp = await readFile(`${BUILD}.stamp`, 'utf8').catch(() => undefined);
    if (stamp === undefined) return loaded?.files;
    if (loaded?.stamp !== stamp) loaded = { stamp, files: loadFiles() };
    return loaded.files;
  };
}

async function loadFiles(): Promise<ReadonlyMap<string, BuiltFile>> {
  const assets = (await readdir(`${BUILD}assets`)).map((name) => `assets/${name}`);
  const names = ['v1.js', 'index.html', ...assets];
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, BuiltFile]> => {
        const bytes = await readFile(BUILD + name);
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
        return [name, { bytes, packed: await promisify(gzip)(bytes, { level: 9 }), etag }];
      }),
    ),
  );
}
