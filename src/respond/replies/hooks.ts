import type { App } from '#platform/app/index.ts';
import type { OutRow } from '#platform/outbox/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import type { ReplyRow } from './store.ts';

const TEXTS = {
  sent: 'A reply stands on the network.',
  failed: 'A reply could not be sent.',
  uncertain: 'Nobody knows whether a reply stands: a person decides.',
  held: 'A reply fell due while it was suspended: a person decides.',
} as const;

const EXAMPLE = {
  reply: {
    id: 'out_01kaq0k3c9y6d2b7r8m4f5v1xe',
    conversationId: 'conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
    network: 'bluesky',
    account: 'lumora.example',
    text: 'Hi Maya, we have taken it off your bill.',
    createdBy: 'Ama Boateng',
    problem: null,
    receipt: { url: 'https://bsky.app/profile/lumora.example/post/3lb2' },
  },
};

/** What is told of replies. */
export const replyHookTypes: readonly HookType[] = Object.entries(TEXTS).map(([state, text]) => ({
  type: `reply.${state}`,
  text,
  example: EXAMPLE,
}));

/** Tells webhooks what became of a reply, in the transaction that records it. */
export async function tellReply(app: App, reply: ReplyRow, row: OutRow): Promise<void> {
  if (!(row.state in TEXTS)) return;
  const { id, conversationId, network, accountHandle, text, createdByName } = reply;
  await publishHook(app, {
    type: `reply.${row.state}`,
    at: await app.db.now(),
    data: {
      reply: {
        id,
        conversationId,
        network,
        account: accountHandle,
        text,
        createdBy: createdByName,
        problem: row.problem,
        receipt: row.receipt,
      },
    },
  });
}
