import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readBytes, readFiles } from '#platform/files/index.ts';
import { enqueueOut, type OutRow, registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import {
  connectorsPort,
  type Delivery,
  type OutboundReply,
  type OwnAccount,
  SendPostponed,
  SendRefused,
} from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { noteReplyNews } from '#respond/inbox/index.ts';
import { letterOf, textsFor } from './domain.ts';
import { insertMail, noteMailBack, selectMail, updateMail } from './mails-store.ts';
import { shownName } from './messages.ts';
import { type MessageRow, selectLastPost, selectMessages } from './messages-store.ts';
import { tellConsole } from './visits.ts';
import { lockUnread, selectVisit, updateVisit, type VisitRow } from './visits-store.ts';
import { mailboxOf } from './widgets.ts';
import { selectWidget, selectWidgets, type WidgetRow } from './widgets-store.ts';

/** Ends with the network, so that a suspension of mail holds it. */
const CHANNEL = 'chat.mail';
const JOB = 'chat.mail-unread';
const AT_ONCE = 50;
const MOST_MESSAGES = 200;
const MOST_FILE_BYTES = 20 * 1024 ** 2;
const SIGNED_OUT_MS = 15 * 60_000;

interface MailPayload {
  accountId: string;
  to: string;
  subject: string;
  text: string;
  ref: string | null;
  revision: string | null;
  files: { id: string; name: string; mediaType: string; size: number }[];
  /** ISO time. */
  decidedAt: string;
}

/** Looks after a visitor once he may have left, in the ambient transaction. */
export async function mailSoon(app: App, visit: VisitRow): Promise<void> {
  if (visit.mail === null) return;
  const widget = await selectWidget(app, visit.widgetId);
  if (!widget || widget.settings.mailAccountId === null) return;
  const delayMs = visit.kind === 'offline' ? 0 : (widget.settings.goneSeconds + 1) * 1000;
  await app.jobs.enqueue(JOB, {}, { delayMs, key: `${JOB}:${visit.id}` });
}

/**
 * What we wrote to visitors who have left goes to them by mail, once: the row of the outbox and how far each visitor was told are written in one
 * transaction.
 */
export async function mailUnread(app: App, signal: AbortSignal): Promise<void> {
  const mailboxes = new Map<string, { widget: WidgetRow; mailbox: OwnAccount }>();
  for (const widget of await selectWidgets(app)) {
    const mailbox = await mailboxOf(app, widget.settings);
    if (mailbox) mailboxes.set(widget.id, { widget, mailbox });
  }
  for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted;)
    count = await app.db.transaction(async () => {
      const visits = await lockUnread(app, [...mailboxes.keys()], AT_ONCE);
      for (const visit of visits) await mailOne(app, visit, mailboxes.get(visit.widgetId)!);
      return visits.length;
    });
}

async function mailOne(
  app: App,
  visit: VisitRow,
  { widget, mailbox }: { widget: WidgetRow; mailbox: OwnAccount },
): Promise<void> {
  const after = Math.max(visit.readSeq, visit.mailedSeq);
  const messages = (await selectMessages(app, visit.id, after, MOST_MESSAGES)).filter(
    ({ sender }) => sender === 'agent',
  );
  const connector = app.find(connectorsPort)?.replies.get('mail');
  await updateVisit(app, visit.id, { mailedSeq: visit.lastSeq });
  if (!connector || messages.length === 0) return;
  const now = await app.db.now();
  const row = await enqueueOut(app, {
    channel: CHANNEL,
    lane: mailbox.id,
    sequence: `chat:${visit.id}`,
    key: connector.newKey(now),
    payload: await payloadFor(app, visit, widget, mailbox, { messages, now }),
  });
  await insertMail(app, { id: row.id, visitId: visit.id, lastSeq: visit.lastSeq, address: visit.mail! });
  await audit(app, systemActor, {
    action: 'chat.mailed',
    subject: visit.id,
    detail: { outId: row.id, messages: messages.length },
  });
  await tellConsole(app, visit);
}

async function payloadFor(
  app: App,
  visit: VisitRow,
  widget: WidgetRow,
  mailbox: OwnAccount,
  { messages, now }: { messages: readonly MessageRow[]; now: Date },
): Promise<MailPayload> {
  const texts = textsFor(widget.settings, visit.language);
  const all = await readFiles(
    app,
    messages.flatMap(({ fileIds }) => fileIds),
  );
  const names = new Map(all.map((file) => [file.id, file.name]));
  let bytes = 0;
  const files = all.filter(({ size, scan }) => scan !== 'refused' && (bytes += size) <= MOST_FILE_BYTES);
  const said = await Promise.all(
    messages.map(async ({ authorName, text, fileIds }) => ({
      author: await shownName(app, widget, authorName ?? widget.settings.name),
      text,
      files: fileIds.flatMap((id) => names.get(id) ?? []),
    })),
  );
  const postId = await selectLastPost(app, visit.id);
  return {
    accountId: mailbox.id,
    to: visit.mail!,
    subject: texts.mailSubject,
    text: letterOf(texts.mailIntro, said, visit.pageUrl),
    ref: postId?.slice('post_'.length) ?? null,
    revision: visit.mailRevision,
    files: files.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
    decidedAt: now.toISOString(),
  };
}

/** Lets the outbox send mails to visitors who have left: as the mailbox, by the mail connector, read back like every mail. */
export function registerChatMail(app: App): void {
  const connector = app.find(connectorsPort)?.replies.get('mail');
  if (!connector) return;
  const { settleMs, callMs } = connector.capabilities;
  registerSender(app, CHANNEL, {
    settleMs,
    ...(callMs === undefined ? {} : { callMs }),
    async send(row, signal): Promise<SendOutcome> {
      const account = await speakerOf(app, row);
      if (!account) return { outcome: 'refused', reason: 'The mailbox is no longer connected.' };
      try {
        const context = { account, outward: app.outward, log: app.log, signal };
        return { outcome: 'sent', receipt: { ...(await connector.send(outbound(app, row), context)) } };
      } catch (error) {
        if (error instanceof SendRefused && error.code !== 'account.refused')
          return { outcome: 'refused', reason: error.message };
        const retryAt = new Date(app.clock.now().getTime() + SIGNED_OUT_MS);
        if (error instanceof SendRefused) return { outcome: 'postponed', reason: error.message, retryAt };
        if (error instanceof SendPostponed)
          return { outcome: 'postponed', reason: error.message, retryAt: error.retryAt };
        throw error;
      }
    },
    async readBack(row, signal) {
      const account = await speakerOf(app, row);
      if (!account) return { state: 'unknown', reason: 'the mailbox is no longer connected' };
      const context = { account, outward: app.outward, log: app.log, signal };
      const answer = await connector.readBack(outbound(app, row), context);
      return answer.state === 'present' ? { state: 'present', receipt: { ...answer.receipt } } : answer;
    },
    changed: (row) => noteChange(app, row),
    async describe(row) {
      const { subject, text, to } = row.payload as MailPayload;
      const mail = await selectMail(app, row.id);
      const visit = mail && (await selectVisit(app, mail.visitId));
      const link = visit?.conversationId ? `/inbox/${visit.conversationId}` : null;
      return { title: `Mail to ${to}, who left the chat: ${subject}`, text, link };
    },
  });
}

/** Mails to visitors that came back, in the ambient transaction; the conversation needs somebody. */
export async function noteMailsBack(
  app: App,
  network: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  if (network !== 'mail') return;
  for (const { externalId, state, reason } of deliveries)
    for (const { visitId } of await noteMailBack(app, externalId, state, reason))
      await tellTrouble(app, visitId, `reply.${state}`, state !== 'delayed');
}

/** Only this file writes the payload. */
function outbound(app: App, row: OutRow): OutboundReply {
  const { to, subject, text, ref, revision, files, decidedAt } = row.payload as MailPayload;
  return {
    key: row.key,
    text,
    ...(ref === null ? {} : { ref }),
    begins: true,
    envelope: { to: [to], subject },
    files: files.map((file) => ({ ...file, read: () => readBytes(app, file.id) })),
    target: { externalId: '', ...(revision === null ? {} : { revision }) },
    decidedAt: new Date(decidedAt),
  };
}

async function speakerOf(app: App, row: OutRow): Promise<OwnAccount | undefined> {
  const { accountId } = row.payload as MailPayload;
  const accounts = await ownAccounts(app, 'mail', { withRefused: true });
  return accounts.find(({ id }) => id === accountId);
}

/** Runs in the transaction that records the new state. */
async function noteChange(app: App, row: OutRow): Promise<void> {
  const mail = await selectMail(app, row.id);
  if (!mail) return;
  const { receipt, state, problem } = row;
  const externalId = typeof receipt?.['externalId'] === 'string' ? receipt['externalId'] : null;
  await updateMail(app, row.id, { state, problem, externalId });
  if (typeof receipt?.['revision'] === 'string')
    await updateVisit(app, mail.visitId, { mailRevision: receipt['revision'] });
  const isTrouble = state !== mail.state && (state === 'failed' || state === 'uncertain');
  if (isTrouble) await tellTrouble(app, mail.visitId, `reply.${state}`, true);
  else
    await tellConsole(app, {
      conversationId: (await selectVisit(app, mail.visitId))?.conversationId ?? null,
    });
}

async function tellTrouble(app: App, visitId: string, action: string, needsPerson: boolean): Promise<void> {
  const conversationId = (await selectVisit(app, visitId))?.conversationId;
  if (!conversationId) return;
  const who = { id: systemActor.id, name: systemActor.name };
  await noteReplyNews(app, who, { conversationId, action, needsPerson });
  await tellConsole(app, { conversationId });
}
