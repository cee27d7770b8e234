import type { Actor, App } from '#platform/app/index.ts';
import { approvalErrors } from '../errors.ts';
import { selectOfReply } from '../store/approvals.ts';
import { suggest } from './decide.ts';
import { voterOf } from './state.ts';

/** Suggests other words for a reply that waits, as it stands now. Throws `approval.not_found`, and what `suggest` throws. */
export async function suggestForReply(app: App, actor: Actor, replyId: string, text: string): Promise<void> {
  const row = await selectOfReply(app, replyId);
  if (!row) throw approvalErrors('approval.not_found', { id: replyId });
  const { id, round, step, offered, chosen } = row;
  const hash = chosen ?? offered[0]!.hash;
  await suggest(app, voterOf(actor), id, { round, step, hash, text, note: null });
}
