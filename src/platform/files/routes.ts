import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { checkAddress } from './address.ts';
import { fileErrors } from './errors.ts';
import { presentFile } from './present.ts';
import { fileId, fileLimits, fileShape, shownQuery, uploadQuery } from './schema.ts';
import { serveFile } from './serve.ts';
import { readFiles } from './service.ts';
import { takeUpload } from './upload.ts';

const params = z.object({ id: fileId });
/** Above every setting: the setting is held while the file flows. */
const MOST_BYTES = 1024 ** 3;

export const fileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/files',
    permission: 'files.add',
    summary: 'Upload a file',
    description:
      'The body is the file itself. Its type is told by its bytes; photos lose position, camera and names. Use it (in a note, a reply, a case) within a day, or it goes.',
    query: uploadQuery,
    rawBody: true,
    bodyLimit: MOST_BYTES,
    status: 201,
    perMinute: 120,
    response: fileShape,
    handler: async ({ app, actor, query, request }) =>
      presentFile(
        await takeUpload(app, actor, {
          ...query,
          body: request.raw,
          announced: Number(request.headers['content-length'] ?? 0),
        }),
      ),
  }),
  route({
    method: 'GET',
    url: '/files/limits',
    permission: 'files.read',
    summary: 'How large a file may be',
    response: fileLimits,
    handler: async ({ app: { config } }) => ({
      maxBytes: config.filesMaxBytes,
      isScanned: config.filesScan !== undefined,
    }),
  }),
  route({
    method: 'GET',
    url: '/files/:id',
    permission: 'files.read',
    summary: 'The file itself, or with Range a part of it',
    params,
    stream: true,
    handler: ({ app, params: { id }, request, reply }) => serveFile(app, id, request, reply),
  }),
  route({
    method: 'GET',
    url: '/files/:id/about',
    permission: 'files.read',
    summary: 'Name, type and size of a file',
    params,
    response: fileShape,
    async handler({ app, params: { id } }) {
      const [file] = await readFiles(app, [id]);
      if (!file) throw fileErrors('file.not_found', { id });
      return presentFile(file);
    },
  }),
  route({
    method: 'GET',
    url: '/files/:id/shown',
    permission: 'public',
    summary:
      'The file, for pages whose readers are not signed in; the address is signed and good for an hour or two',
    params,
    query: shownQuery,
    stream: true,
    async handler({ app, params: { id }, query, request, reply }) {
      checkAddress(app, id, query.until, query.proof);
      await serveFile(app, id, request, reply);
    },
  }),
];
