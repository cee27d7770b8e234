import type { FastifyReply } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { openFile } from '#platform/files/index.ts';
import { sendPicture } from '#ui/site/index.ts';
import { filesIn } from '../articles/markdown.ts';
import { catalogueOf } from './catalogue.ts';

/** A picture of a public article; everything else is not there. */
export async function sendFile(app: App, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const { settings, articles } = await catalogueOf(app);
  const isShown =
    settings.isOpen && articles.some(({ texts }) => texts.some(({ body }) => filesIn(body).includes(id)));
  const opened = isShown ? await openFile(app, id).catch(() => undefined) : undefined;
  return sendPicture(reply, opened);
}
