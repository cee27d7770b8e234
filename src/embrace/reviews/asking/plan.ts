import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { enqueueOut } from '#platform/outbox/index.ts';
import { exitOf, mailStopOf } from '#embrace/notifications/index.ts';
import { askAt, ASKED_DAYS, DAY_MS, type Incentive } from '../domain.ts';
import { insertInvitation, type InvitationRow } from '../buyers/store.ts';
import { readReviewSettings } from '../settings.ts';
import {
  forgetMails,
  isAskedLately,
  hasReviewed,
  isRefused,
  lockBuyer,
  takeDue,
  writeState,
} from './store.ts';
import '../events.ts';

export const ASK_JOB = 'reviews.ask';
/** Ends with the network, so that a suspension of mail holds it. */
export const CHANNEL = 'reviews.mail';
/** Whoever got it so long ago is asked no more: he would not know what for. */
const LATEST_DAYS = 60;

export interface Delivery {
  orderId: string;
  productId: string;
  buyerHash: string;
  mail: string;
  deliveredAt: Date;
  incentive: Incentive;
  language: string;
  byName: string;
}

/** Plans for several deliveries by what is set up now: each buyer is to be asked some days after it, once for each order; in the ambient transaction. */
export async function requestPlan(app: App): Promise<(delivery: Delivery) => Promise<void>> {
  const [{ askAfterDays }, now] = [await readReviewSettings(app), await app.db.now()];
  const latest = now.getTime() - LATEST_DAYS * DAY_MS;
  return async ({ deliveredAt, ...rest }) => {
    const dueAt = askAt(deliveredAt, askAfterDays);
    if (dueAt.getTime() >= latest)
      await insertInvitation(app, { ...rest, id: newId('rvi'), state: 'planned', dueAt });
  };
}

/** Asks everybody whose time has come, each in a transaction of its own. What is not asked says why, and nobody is asked later instead. */
export async function askDue(app: App, signal?: AbortSignal): Promise<number> {
  await forgetMails(app, LATEST_DAYS);
  for (let asked = 0; ;) {
    if (signal?.aborted) return asked;
    const isMore = await app.db.transaction(async () => {
      const due = await takeDue(app);
      if (!due) return undefined;
      return askOne(app, due);
    });
    if (isMore === undefined) return asked;
    if (isMore) asked++;
  }
}

/** Whether the mail was put into the outbox. */
async function askOne(app: App, due: InvitationRow): Promise<boolean> {
  await lockBuyer(app, due.buyerHash!);
  const why = await whyNot(app, due);
  const exit = why === undefined ? await exitOf(app) : undefined;
  await app.bus.publish('review.changed', { productId: null });
  if (!exit) {
    await writeState(app, due.id, { state: 'dropped', why: why ?? 'There is no mailbox to send from.' });
    return false;
  }
  const out = await enqueueOut(app, {
    channel: CHANNEL,
    lane: exit.kind === 'mailbox' ? exit.account.id : 'server',
    key: due.id,
    payload: { invitationId: due.id },
  });
  await writeState(app, due.id, { state: 'queued', why: null, outId: out.id });
  const detail = { productId: due.productId, orderId: due.orderId };
  await audit(app, systemActor, { action: 'review.asked', subject: due.id, detail });
  return true;
}

/** Why somebody is not asked; undefined where he is. */
async function whyNot(
  app: App,
  { id, mail, buyerHash, productId }: InvitationRow,
): Promise<string | undefined> {
  if (!(await readReviewSettings(app)).asks) return 'Asking is switched off.';
  if (mail === null || buyerHash === null) return 'Nobody knows the address.';
  if (await isRefused(app, buyerHash)) return 'The buyer wants to be asked no more.';
  if (await mailStopOf(app, mail)) return 'Mails to this address come back.';
  if (await hasReviewed(app, productId, buyerHash)) return 'The buyer has reviewed it already.';
  if (await isAskedLately(app, { id, buyerHash, days: ASKED_DAYS }))
    return `The buyer was asked within ${ASKED_DAYS} days.`;
  return undefined;
}
