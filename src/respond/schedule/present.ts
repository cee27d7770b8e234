import type { App } from '#platform/app/index.ts';
import { readRows } from '#respond/inbox/index.ts';
import { readReplyRows } from '#respond/replies/index.ts';
import { wallOf } from '#lib/zone/index.ts';
import type { ScheduledView } from './schema.ts';
import type { ScheduledRow } from './store.ts';

export async function present(app: App, rows: readonly ScheduledRow[]): Promise<ScheduledView[]> {
  const ids = [...new Set(rows.map(({ conversationId }) => conversationId))];
  const conversations = new Map((await readRows(app, ids)).map((row) => [row.id, row]));
  const approvals = new Map(
    (
      await readReplyRows(
        app,
        rows.flatMap(({ approvalReplyId }) => approvalReplyId ?? []),
      )
    ).map((reply) => [reply.id, reply]),
  );
  return rows.map((row) => {
    const reply = approvals.get(row.approvalReplyId ?? '');
    const of = conversations.get(row.conversationId);
    return {
      id: row.id,
      conversationId: row.conversationId,
      text: reply?.text ?? row.wish.text,
      approval: reply?.state === 'waiting' ? 'waiting' : reply?.state === 'scheduled' ? 'approved' : null,
      thenStatus: row.wish.thenStatus,
      sendAt: row.sendAt.toISOString(),
      kind: row.kind,
      zone: row.zone,
      wall: wallOf(row.zone, row.sendAt),
      state: row.state,
      asked: row.because === null ? null : { because: row.because, text: row.becauseText ?? '' },
      createdBy: { id: row.createdBy, name: row.createdByName },
      createdAt: row.createdAt.toISOString(),
      version: row.version,
      customer: of?.author.displayName ?? of?.author.handle ?? '',
      network: of?.network ?? '',
    };
  });
}
