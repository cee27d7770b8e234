import { digestFeed, type DigestRequest } from '../digest.ts';
import { lookAtFeed, lookBehind } from '../look.ts';
import { readOpml } from '../opml.ts';

/** Everything that takes time with a document. Each takes plain data and yields plain data, in this thread or in another. */
export const tasks = {
  digest: (request: DigestRequest) => digestFeed(request),
  *look(request: Parameters<typeof lookAtFeed>[0]) {
    yield lookAtFeed(request);
  },
  *lookBehind(request: { document: Parameters<typeof lookBehind>[0] }) {
    yield lookBehind(request.document);
  },
  *outline(request: { document: { body: Uint8Array }; contentType: string | undefined }) {
    yield readOpml(request.document.body, request.contentType);
  },
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskRequest<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskPiece<N extends TaskName> = ReturnType<Tasks[N]> extends Iterable<infer P> ? P : never;
