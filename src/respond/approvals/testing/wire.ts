import type { App } from '#platform/app/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { conversationRepliesPort } from '#respond/inbox/index.ts';
import {
  forgetReplies,
  listConversationReplies,
  registerReplySenders,
  replyApprovalPort,
} from '#respond/replies/index.ts';
import type { FakeReplies } from '../../replies/testing/fake-replies.ts';
import { forgetApprovals, replyApproval } from '../index.ts';

/** Replies leave by this network, and wait where somebody has to approve them. */
export function wireApprovals(app: App, network: FakeReplies): void {
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', network.connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  app.provide(conversationRepliesPort, {
    list: listConversationReplies,
    async forget(at, ids) {
      await forgetApprovals(at, ids);
      await forgetReplies(at, ids);
    },
  });
  app.provide(replyApprovalPort, replyApproval);
  registerReplySenders(app);
}

/** Nobody takes back what was approved: the seconds for that are over. */
export async function passHold(app: App): Promise<void> {
  await app.db.query(`update outbox_rows set not_before = now(), due_at = now() where state = 'ready'`);
  await app.bus.publish('outbox.ready', {});
}
