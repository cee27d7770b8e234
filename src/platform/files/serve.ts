import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { disposition, isShown, partOf } from './domain.ts';
import { openFile } from './service.ts';

/**
 * Answers with the file, or the part that was asked for. Nothing in it can run: the type is ours and final, a sandbox without scripts and origin
 * holds it, and what is no image is handed out as a download.
 */
export async function serveFile(
  app: App,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { file, read } = await openFile(app, id);
  const tag = `"${file.sha256.slice(0, 32)}"`;
  reply.headers({
    'content-security-policy': "sandbox; default-src 'none'; style-src 'none'",
    'content-disposition': disposition(file.name, file.mediaType),
    'cache-control': 'private, max-age=3600, immutable',
    'accept-ranges': 'bytes',
    'last-modified': file.createdAt.toUTCString(),
    etag: tag,
  });
  if (request.headers['if-none-match'] === tag) return void reply.code(304).send();
  reply.type(isText(file.mediaType) ? `${file.mediaType}; charset=utf-8` : file.mediaType);
  const ifRange = request.headers['if-range'];
  const wanted = ifRange === undefined || ifRange === tag ? request.headers.range : undefined;
  const part = partOf(wanted, file.size);
  if (part === 'none') {
    reply.code(416).header('content-range', `bytes */${file.size}`).removeHeader('content-type');
    return void reply.send('');
  }
  const { first, last } = part ?? { first: 0, last: file.size - 1 };
  if (part) reply.code(206).header('content-range', `bytes ${first}-${last}/${file.size}`);
  reply.header('content-length', last - first + 1);
  // One chunk at a time: a slow reader holds no more than that.
  reply.send(Readable.from(read({ first, last }), { objectMode: false, highWaterMark: 1 }));
}

function isText(mediaType: string): boolean {
  return !isShown(mediaType) && mediaType.startsWith('text/');
}
