import type { FastifyInstance } from 'fastify';
import { sendShared } from './send.ts';

const TYPES = { css: 'text/css; charset=utf-8', javascript: 'text/javascript; charset=utf-8' } as const;

/** A style sheet or a script of pages, with where it is found. */
export type Asset = readonly [path: string, body: string, kind: keyof typeof TYPES];

/** Serves what pages are dressed with: the same for everybody, asked for again after five minutes. */
export function addAssets(pages: FastifyInstance, assets: readonly Asset[]): void {
  for (const [path, body, kind] of assets)
    pages.get(path, { schema: { hide: true } }, async (request, reply) =>
      sendShared(request, reply, {
        body,
        type: TYPES[kind],
        cacheControl: 'public, max-age=300, stale-while-revalidate=600',
      }),
    );
}
