import type { z } from 'zod';
import { decodeCursor, encodeCursor, page, pageOf, route, type Route } from '#platform/http/index.ts';
import { auditEntryShape, auditQuery } from './schema.ts';
import { readAuditLog } from './service.ts';

export const permissions = { 'audit.read': ['owner', 'admin'] } as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/audit',
    permission: 'audit.read',
    summary: 'Who changed what, newest first',
    query: auditQuery,
    response: pageOf(auditEntryShape),
    async handler({ app, query }) {
      const { cursor, limit, from, to, ...exact } = query;
      const filter = {
        ...exact,
        before: cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]),
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
      };
      const shown = page(await readAuditLog(app, filter, limit + 1), limit, (row) => encodeCursor([row.id]));
      return { ...shown, items: shown.items.map(present) };
    },
  }),
];

function present({
  actorKind,
  actorId,
  actorName,
  at,
  ...row
}: Awaited<ReturnType<typeof readAuditLog>>[number]): z.input<typeof auditEntryShape> {
  return { ...row, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName } };
}
