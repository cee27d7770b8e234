import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { openFile } from '#platform/files/index.ts';
import { filesIn } from '../articles/markdown.ts';
import { catalogueOf } from './catalogue.ts';

const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** A picture of a public article; everything else is not there. */
export async function sendFile(app: App, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const { settings, articles } = await catalogueOf(app);
  const isShown =
    settings.isOpen && articles.some(({ texts }) => texts.some(({ body }) => filesIn(body).includes(id)));
  const opened = isShown ? await openFile(app, id).catch(() => undefined) : undefined;
  if (!opened || !SHOWN.has(opened.file.mediaType))
    return reply.code(404).type('text/plain; charset=utf-8').send('There is no such picture.');
  return reply
    .headers({
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': opened.file.size,
    })
    .type(opened.file.mediaType)
    .send(Readable.from(opened.read()));
}
