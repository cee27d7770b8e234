import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { sendMail } from '#platform/mail/index.ts';
import { users } from '#people/sessions/index.ts';
import { askedOf } from '../domain/people.ts';
import {
  type ApprovalRow,
  clearReminder,
  deleteOfConversations,
  selectApproval,
  selectDue,
} from '../store/approvals.ts';
import { insertWord, selectWords } from '../store/words.ts';
import { expire } from './author.ts';
import { circleOf, readPeople } from './circle.ts';
import { beginStep } from './notify.ts';
import { lockWhole, tellChanged } from './state.ts';

/** Ends what nobody decided in time, and reminds those who are asked, once for each step. */
export async function watchApprovals(app: App, signal?: AbortSignal): Promise<void> {
  const { expired, toRemind } = await selectDue(app);
  for (const id of expired) if (!signal?.aborted) await orSay(app, id, expire(app, id));
  for (const id of toRemind) if (!signal?.aborted) await orSay(app, id, remind(app, id));
}

/** One that goes wrong must not keep all behind it waiting, minute by minute. */
async function orSay(app: App, approvalId: string, done: Promise<void>): Promise<void> {
  await done.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    app.log.error({ approvalId, reason: error.message }, 'an approval could not be ended or reminded of');
  });
}

async function remind(app: App, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { row } = await lockWhole(app, id);
    await clearReminder(app, id);
    const step = row.steps[row.step];
    if (row.state !== 'waiting' || row.remindAt === null || !step) return;
    const asked = askedOf(step, circleOf(await readPeople(app), row));
    await beginStep(app, row, asked, { isReminder: true });
    const { authorId, round } = row;
    const by = { voter: systemActor.id, voterName: systemActor.name, byLink: null };
    const word = { approvalId: id, authorId, kind: 'reminded' as const, ...by, round, step: row.step };
    await insertWord(app, {
      ...word,
      places: [],
      hash: null,
      text: asked.map(({ name }) => name).join(', '),
    });
    await audit(app, systemActor, {
      action: 'approval.reminded',
      subject: id,
      detail: { asked: asked.length },
    });
    await tellChanged(app, row);
  });
}

/** Mails somebody who is asked, unless the step is over or he has said his word. */
export async function mailAsked(
  app: App,
  wish: { approvalId: string; round: number; step: number; userId: string; isReminder: boolean },
): Promise<void> {
  const row = await selectApproval(app, wish.approvalId);
  if (!row || row.state !== 'waiting' || row.round !== wish.round || row.step !== wish.step) return;
  const user = await users.find(app, wish.userId);
  const hasSaid = (await selectWords(app, [row.id])).some(
    ({ kind, voter, round, step }) =>
      kind === 'approved' && voter === wish.userId && round === row.round && step === row.step,
  );
  if (user?.state !== 'active' || hasSaid) return;
  await sendMail(app.config, {
    to: user.email,
    subject: `${wish.isReminder ? 'Still waiting: a' : 'A'} reply of ${row.authorName} waits for your approval`,
    text: mailText(app, row),
  });
}

function mailText(app: App, row: ApprovalRow): string {
  const texts = row.offered.map(({ text }, index) =>
    row.offered.length > 1 ? `${index + 1}. ${text}` : text,
  );
  const why = row.reasons.map(({ text }) => text).join('; ');
  return `${texts.join('\n\n')}\n\nWhy it waits: ${why}.\n${app.config.publicUrl}/approvals?open=${row.id}\n`;
}

/** Conversations go for good, and with them what was said about their replies. Joins the ambient transaction. */
export async function forgetApprovals(app: App, conversationIds: readonly string[]): Promise<void> {
  await deleteOfConversations(app, conversationIds);
}
