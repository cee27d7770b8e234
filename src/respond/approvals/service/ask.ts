import type { Actor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { AskedReply, ReplyApproval } from '#respond/replies/index.ts';
import { askedOf, isDecidable } from '../domain/people.ts';
import { seal } from '../domain/seal.ts';
import { approvalErrors } from '../errors.ts';
import { insertApproval, type NewApproval, selectOfReply } from '../store/approvals.ts';
import { insertWord } from '../store/words.ts';
import { circleOf, readNamer, readPeople, stepInWords } from './circle.ts';
import { type Need, needOfTexts } from './need.ts';
import { beginStep } from './notify.ts';
import { tellChanged } from './state.ts';
import { drop, takenBack, withdrawOf } from './author.ts';

/** What `respond/replies` asks: provide it for `replyApprovalPort`. */
export const replyApproval: ReplyApproval = {
  async ask(app, actor, reply) {
    const people = await readPeople(app);
    const { conversation, accountHandle, files, isWanted } = reply;
    const considered = { conversation, texts: reply.texts, accountHandle, files: files.length, isWanted };
    const need = await needOfTexts(app, actor, people, considered);
    if (!need) return false;
    const circle = circleOf(people, { authorId: actor.id, terms: need.terms });
    const closed = need.steps.find((step) => !isDecidable(step, circle));
    if (closed) {
      const step = stepInWords(closed, await readNamer(app, people));
      throw approvalErrors('approval.nobody', { step });
    }
    const row = await insertApproval(app, newApproval(actor, reply, need));
    await insertWord(app, {
      approvalId: row.id,
      authorId: row.authorId,
      kind: 'asked',
      voter: actor.id,
      voterName: actor.name,
      byLink: null,
      round: 1,
      step: 0,
      places: [],
      hash: null,
      text: row.note,
    });
    await audit(app, actor, {
      action: 'approval.asked',
      subject: row.id,
      detail: { replyId: row.replyId, reasons: row.reasons.map(({ kind }) => kind), policyId: row.policyId },
    });
    await beginStep(app, row, askedOf(row.steps[0]!, circle));
    await tellChanged(app, row);
    return true;
  },
  withdraw: withdrawOf,
  cancelled: takenBack,
  drop,
  async refusalOf(app, replyId, parts) {
    const row = await selectOfReply(app, replyId);
    if (!row) return undefined;
    if (row.state === 'approved' && row.chosen === seal(parts)) return undefined;
    app.log.error({ replyId, state: row.state }, 'a reply in the outbox is not what was approved');
    return row.state === 'approved'
      ? 'What was to leave is not what was approved: its text, files, recipients or target differ. Nothing was sent; write it again.'
      : 'This reply was not approved. Nothing was sent; write it again.';
  },
};

function newApproval(actor: Actor, reply: AskedReply, need: Need): NewApproval {
  const { network, accountId, origin, target, envelope, files } = reply;
  const rest = { network, accountId, origin, target, envelope, files };
  return {
    id: newId('appr'),
    replyId: reply.id,
    conversationId: reply.conversation.id,
    network,
    accountHandle: reply.accountHandle,
    authorId: actor.id,
    authorName: actor.name,
    reasons: need.reasons,
    policyId: need.policyId,
    isNewcomer: need.isNewcomer,
    steps: need.steps,
    terms: need.terms,
    rest,
    offered: reply.texts.map((text) => ({ text, hash: seal({ ...rest, text }) })),
    note: reply.note,
  };
}
