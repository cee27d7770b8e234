import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import type { ApprovalRow } from './store/approvals.ts';

/** What is told of replies that wait for somebody's word. */
export const approvalHookTypes: readonly HookType[] = [
  {
    type: 'approval.decided',
    text: 'A reply that waited for approval was approved, rejected or withdrawn, or nobody decided in time.',
    example: {
      approval: {
        id: 'appr_01kaq0n6w8y1a3c5e7g9j2l4np',
        state: 'approved',
        replyId: 'out_01kaq0k3c9y6d2b7r8m4f5v1xe',
        conversationId: 'conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
        network: 'bluesky',
        account: 'lumora.example',
        author: 'Ama Boateng',
        askedAt: '2026-11-22T15:40:00.000Z',
        reasons: ['policy'],
      },
      by: 'Ben Ito',
    },
  },
];

const ENDED: ReadonlySet<string> = new Set(['approved', 'rejected', 'withdrawn', 'expired']);

/** Tells webhooks how it ended, in the transaction that decides it; `by` is who did it. */
export async function tellEnded(app: App, row: ApprovalRow, by: string): Promise<void> {
  const { id, state, replyId, conversationId, network, accountHandle, authorName, askedAt, reasons } = row;
  if (!ENDED.has(state)) return;
  await publishHook(app, {
    type: 'approval.decided',
    at: await app.db.now(),
    data: {
      approval: {
        id,
        state,
        replyId,
        conversationId,
        network,
        account: accountHandle,
        author: authorName,
        askedAt: askedAt.toISOString(),
        reasons: reasons.map(({ kind }) => kind),
      },
      by,
    },
  });
}
