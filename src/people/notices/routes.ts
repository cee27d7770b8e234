import { decodeCursor, encodeCursor, page, pageQuery, route, type Route } from '#platform/http/index.ts';
import { noticeParams, noticesShape } from './schema.ts';
import { markAllRead, markNoticeRead, readNotices } from './service.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/notices',
    permission: 'signed-in',
    summary: 'What Rapport has to tell you: open notices, newest first',
    query: pageQuery,
    response: noticesShape,
    async handler({ app, actor, query: { cursor, limit } }) {
      const before = cursor === undefined ? null : String(decodeCursor(cursor, 1)[0]);
      const { notices, unread } = await readNotices(app, actor, { before, limit: limit + 1 });
      const shown = page(notices, limit, (notice) => encodeCursor([notice.id]));
      const items = shown.items.map((notice) => ({
        ...notice,
        at: notice.at.toISOString(),
        readAt: notice.readAt?.toISOString() ?? null,
      }));
      return { ...shown, items, unread };
    },
  }),
  route({
    method: 'POST',
    url: '/notices/:id/read',
    permission: 'signed-in',
    summary: 'Mark a notice as read',
    params: noticeParams,
    handler: ({ app, actor, params }) => markNoticeRead(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/notices/read-all',
    permission: 'signed-in',
    summary: 'Mark all notices as read',
    handler: ({ app, actor }) => markAllRead(app, actor),
  }),
];
