import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** A kept file that is open for reading; structural, because the frame knows nothing of where files lie. */
interface OpenFile {
  file: { mediaType: string; size: number; name: string };
  read(): AsyncIterable<Uint8Array>;
}

/** The size in which an address asks for a picture: `?size=small` beside others. */
export const sizeIn = (query: unknown): 'small' | 'page' =>
  (query as { size?: unknown } | undefined)?.size === 'small' ? 'small' : 'page';

/** Whether pages show files of this type; any other is only ever downloaded. */
const isPicture = (mediaType: string): boolean => SHOWN.has(mediaType);

/** Sends what anybody wrote into a file, so that no browser takes it for a page. What is no picture is downloaded. */
export function sendFile(
  reply: FastifyReply,
  { file, read }: OpenFile,
  cacheControl = 'public, max-age=86400',
): FastifyReply {
  const asFile = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  return reply
    .headers({
      'cache-control': cacheControl,
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': file.size,
      ...(isPicture(file.mediaType) ? {} : { 'content-disposition': asFile }),
    })
    .type(isPicture(file.mediaType) ? file.mediaType : 'application/octet-stream')
    .send(Readable.from(read()));
}

/** A public picture; whatever else there may be is not there. */
export function sendPicture(
  reply: FastifyReply,
  opened: OpenFile | undefined,
  cacheControl?: string,
): FastifyReply {
  if (!opened || !isPicture(opened.file.mediaType))
    return reply.code(404).type('text/plain; charset=utf-8').send('There is no such picture.');
  return sendFile(reply, opened, cacheControl);
}
