import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import { signedHeaders } from '#platform/webhooks/index.ts';
import { users } from '#people/sessions/index.ts';
import { selectRules } from '../rules/store.ts';
import { webhookSecretOf } from '../rules/service.ts';

export const MAIL = 'alert.mail';
export const WEBHOOK = 'alert.webhook';

export interface MailPayload {
  userId: string;
  ruleId: string;
  subject: string;
  text: string;
  html: string;
  /** Address that ends the mails of this rule for this person. */
  stop: string;
}

export interface WebhookPayload {
  ruleId: string;
  /** What is sent, byte for byte the same in every attempt. */
  body: string;
}

/** Lets the outbox send alerts. Receivers of webhooks know a message again by its id, and a mail is better twice than never. */
export function registerAlertSenders(app: App): void {
  const again = async () => ({ state: 'absent' }) as const;
  registerSender(app, MAIL, {
    settleMs: 30_000,
    isInternal: true,
    readBack: again,
    send: (row) => mail(app, row.payload as MailPayload),
  });
  registerSender(app, WEBHOOK, {
    settleMs: 1000,
    isInternal: true,
    readBack: again,
    send: (row, signal) => post(app, row.key, row.payload as WebhookPayload, signal),
  });
}

async function mail(app: App, { userId, ruleId, stop, ...words }: MailPayload): Promise<SendOutcome> {
  if (!canMail(app.config)) return { outcome: 'refused', reason: 'Mail is not set up (SMTP_URL).' };
  const user = await users.find(app, userId);
  if (user?.state !== 'active') return { outcome: 'refused', reason: 'This person has left.' };
  const [rule] = await selectRules(app, [ruleId]);
  if (rule?.delivery.mailTo.includes(userId) === false)
    return { outcome: 'refused', reason: 'This person gets no mail by the rule any more.' };
  try {
    await sendMail(app.config, { to: user.email, ...words, unsubscribe: stop });
    return { outcome: 'sent', receipt: { to: user.email } };
  } catch (error) {
    return { outcome: 'postponed', reason: messageOf(error) };
  }
}

async function post(
  app: App,
  id: string,
  { ruleId, body }: WebhookPayload,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const [rule] = await selectRules(app, [ruleId]);
  const url = rule?.delivery.webhookUrl;
  if (!rule || !url) return { outcome: 'refused', reason: 'The rule has no webhook any more.' };
  const headers = signedHeaders(webhookSecretOf(app, rule), id, app.clock.now(), body);
  try {
    const limits = { timeoutMs: 15_000, maxBytes: 64 * 1024, signal, redirect: 'manual' as const };
    const answer = await app.outward.fetch(url, { method: 'POST', headers, body, ...limits });
    return outcomeOf(answer.status, answer.headers['retry-after'], app.clock.now());
  } catch (error) {
    return { outcome: 'postponed', reason: messageOf(error) };
  }
}

function outcomeOf(status: number, retryAfter: string | undefined, now: Date): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent', receipt: { status } };
  if (status === 410)
    return { outcome: 'refused', reason: 'The receiver does not want these messages any more (410).' };
  const seconds = Number(retryAfter);
  const retryAt = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : undefined;
  return { outcome: 'postponed', reason: `The receiver answered with ${status}.`, retryAt };
}
