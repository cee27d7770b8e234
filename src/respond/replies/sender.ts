import type { App } from '#platform/app/index.ts';
import { readBytes, readFiles } from '#platform/files/index.ts';
import {
  type OutRow,
  registerSender,
  releaseLane,
  type Sender,
  type SendOutcome,
} from '#platform/outbox/index.ts';
import {
  connectorsPort,
  type OutboundReply,
  type OwnAccount,
  type ReplyConnector,
  SendPostponed,
  SendRefused,
} from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { noteReplyNews, restoreAfterCancel } from '#respond/inbox/index.ts';
import { outboundOf, outgoingNow, type ReplyPayload, settleMsIn } from './domain.ts';
import { tellReply } from './hooks.ts';
import { replyApprovalPort } from './ports.ts';
import { payloadOf, receiptOf, speakerOf } from './row.ts';
import { showInThread } from './show.ts';
import { selectOfConversation, selectOthers, selectReply, updateState } from './store.ts';

/** Channel of the outbox for replies on a network. */
export const channelOf = (network: string) => `reply.${network}`;

/** Lets the outbox send replies on every network that has a connector for it. */
export function registerReplySenders(app: App): void {
  for (const connector of app.find(connectorsPort)?.replies.values() ?? [])
    registerSender(app, channelOf(connector.network), senderFor(app, connector));
}

function senderFor(app: App, connector: ReplyConnector): Sender {
  return {
    settleMs: Math.max(settleMsIn(connector), settleMsIn(connector, true)),
    settleMsOf: (row) => settleMsIn(connector, payloadOf(row).isPrivate),
    ...(connector.capabilities.callMs === undefined ? {} : { callMs: connector.capabilities.callMs }),
    async send(row, signal) {
      const refusal = await refusalOf(app, row);
      if (refusal !== undefined) return { outcome: 'refused', reason: refusal };
      const account = await speakerOf(app, payloadOf(row));
      if (!account) return withoutSpeaker(app, payloadOf(row));
      try {
        const receipt = await connector.send(outbound(app, row), {
          account,
          outward: app.outward,
          log: app.log,
          signal,
          othersAmong: (ids) => selectOthers(app, row.id, ids),
        });
        return { outcome: 'sent', receipt: { ...receipt } };
      } catch (error) {
        if (error instanceof SendRefused)
          return error.code === 'account.refused'
            ? signedOut(app, account)
            : { outcome: 'refused', reason: error.message };
        if (error instanceof SendPostponed)
          return { outcome: 'postponed', reason: error.message, retryAt: error.retryAt };
        throw error;
      }
    },
    async readBack(row, signal) {
      const account = await speakerOf(app, payloadOf(row), { withRefused: true });
      if (!account) return { state: 'unknown', reason: 'the account is no longer connected' };
      const answer = await connector.readBack(outbound(app, row), {
        account,
        outward: app.outward,
        log: app.log,
        signal,
        othersAmong: (ids) => selectOthers(app, row.id, ids),
      });
      return answer.state === 'present' ? { state: 'present', receipt: { ...answer.receipt } } : answer;
    },
    changed: (row) => noteChange(app, row),
    async cancelled(row, actor) {
      const reply = await selectReply(app, row.id);
      if (!reply) return;
      if (!reply.isAutomatic) await restoreAfterCancel(app, actor, reply.undoId);
      // A discarding of what was held can be taken back, so that it stays approved.
      if (row.heldBy === null) await app.find(replyApprovalPort)?.cancelled(app, actor, row.id);
    },
    async describe(row) {
      const reply = await selectReply(app, row.id);
      return {
        title: `Reply of ${reply?.createdByName ?? 'somebody'} as @${reply?.accountHandle ?? ''}`,
        text: payloadOf(row).text,
        link: reply ? `/inbox/${reply.conversationId}` : null,
      };
    },
  };
}

function outbound(app: App, row: OutRow): OutboundReply {
  return outboundOf(row, payloadOf(row), (fileId) => readBytes(app, fileId));
}

/** What leaves must be what was approved, to the byte of its files. */
async function refusalOf(app: App, row: OutRow): Promise<string | undefined> {
  const approvals = app.find(replyApprovalPort);
  if (!approvals) return undefined;
  const { files = [], target, envelope = null, ...payload } = payloadOf(row);
  const kept = await readFiles(
    app,
    files.map(({ id }) => id),
  );
  const hashes = new Map(kept.map(({ id, sha256 }) => [id, sha256]));
  return approvals.refusalOf(app, row.id, {
    ...payload,
    envelope,
    target: target.externalId,
    files: files.map(({ id, name }) => ({ name, sha256: hashes.get(id) ?? 'gone' })),
  });
}

/** How often a signed-out account is tried without a word that it works again. */
const SIGNED_OUT_MS = 15 * 60_000;

/** Only signed out: the reply waits for the account. Gone from the settings: somebody decided that, so a person decides about the reply. */
async function withoutSpeaker(app: App, reply: ReplyPayload): Promise<SendOutcome> {
  const refused = await speakerOf(app, reply, { withRefused: true });
  if (refused) return signedOut(app, refused);
  return { outcome: 'refused', reason: 'The account is no longer connected. Connect it again, then retry.' };
}

function signedOut(app: App, account: OwnAccount): SendOutcome {
  return {
    outcome: 'postponed',
    reason: `@${account.handle} is signed out. Nothing was sent; the reply is kept and leaves by itself once the account is connected again in the settings.`,
    retryAt: new Date(app.clock.now().getTime() + SIGNED_OUT_MS),
  };
}

/** Lets the replies leave that waited for accounts of a network which work now. */
export async function releaseReplies(app: App, network: string): Promise<void> {
  for (const account of await ownAccounts(app, network)) await releaseLane(app, account.id);
}

/** Runs in the transaction that records the new state. */
async function noteChange(app: App, row: OutRow): Promise<void> {
  const reply = await selectReply(app, row.id);
  if (!reply) return;
  const isNews = reply.state !== row.state;
  await updateState(app, row.id, row.state, receiptOf(row.receipt)?.externalId);
  if (isNews) await tellReply(app, reply, row);
  const isSent = row.state === 'sent';
  if (isSent && isNews) await showInThread(app, row);
  await noteReplyNews(
    app,
    { id: reply.createdBy, name: reply.createdByName },
    {
      conversationId: reply.conversationId,
      outgoing: outgoingNow(await selectOfConversation(app, reply.conversationId)),
      action: isNews && TOLD.has(row.state) ? `reply.${row.state}` : undefined,
      // Nobody answered, and nobody has to come because of it.
      answeredAt: isSent && !reply.isAutomatic ? new Date(payloadOf(row).decidedAt) : undefined,
      needsPerson: isNews && !reply.isAutomatic && (row.state === 'failed' || row.state === 'uncertain'),
    },
  );
  await app.bus.publish('reply.changed', {
    replyId: row.id,
    conversationId: reply.conversationId,
    state: row.state,
  });
}

const TOLD: ReadonlySet<string> = new Set(['sent', 'failed', 'uncertain', 'cancelled', 'held']);
