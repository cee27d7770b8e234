import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type OutRow, registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import { WEBHOOK, type WebhookPayload } from './publish.ts';
import { sealOf } from './service.ts';
import { signedHeaders } from './signature.ts';
import { TEST_TYPE } from './types.ts';
import { type EndpointRow, markFailing, markWorking, selectEndpoint } from './store.ts';

/** Attempts at a message that the receiver refuses by a 4xx. */
const MOST_REFUSALS = 5;
/** A receiver that names a later moment is asked again all the same. */
const LONGEST_RETRY_S = 86_400;

/** Lets the outbox send webhooks. Receivers know a message again by its id, so that one without an answer is sent again. */
export function registerWebhookSender(app: App): void {
  registerSender(app, WEBHOOK, {
    settleMs: 1000,
    isInternal: true,
    readBack: async () => ({ state: 'absent' }),
    send: (row, signal) => post(app, row, signal),
  });
}

async function post(app: App, row: OutRow, signal: AbortSignal): Promise<SendOutcome> {
  const { endpointId, body } = payloadOf(row);
  const endpoint = await selectEndpoint(app, endpointId);
  if (!endpoint) return { outcome: 'refused', reason: 'The webhook was removed.' };
  if (!endpoint.isOn && !isWanted(row, body))
    return {
      outcome: 'refused',
      reason: 'The webhook was switched off before this left. Switch it on and send it again.',
    };
  const headers = signedHeaders(secretsOf(app, endpoint), row.key, app.clock.now(), body);
  const limits = { timeoutMs: 15_000, maxBytes: 64 * 1024, signal, redirect: 'manual' as const };
  try {
    const answer = await app.outward.fetch(endpoint.url, { method: 'POST', headers, body, ...limits });
    const outcome = outcomeOf(answer.status, answer.headers['retry-after'], row, app.clock.now());
    await noteOutcome(app, endpoint, outcome, answer.status === 410);
    return outcome;
  } catch (error) {
    // Given up by us, not by the receiver: the outbox asks again, and the webhook is none the worse for it.
    if (signal.aborted) throw error;
    const outcome: SendOutcome = { outcome: 'postponed', reason: messageOf(error) };
    await noteOutcome(app, endpoint, outcome, false);
    return outcome;
  }
}

/** A trial, or what a person sends again, reaches an endpoint that is off, too. */
function isWanted({ retries }: OutRow, body: string): boolean {
  return retries > 0 || (JSON.parse(body) as { type: string }).type === TEST_TYPE;
}

/** What follows from the receiver's status. */
export function outcomeOf(
  status: number,
  retryAfter: string | undefined,
  { attempts, attemptsBefore }: Pick<OutRow, 'attempts' | 'attemptsBefore'>,
  now: Date,
): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent', receipt: { status } };
  if (status === 410)
    return {
      outcome: 'refused',
      reason: 'The receiver does not want messages any more (410). The webhook was switched off.',
    };
  const isRefusal = status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
  const tried = attempts - attemptsBefore;
  if (isRefusal && tried >= MOST_REFUSALS)
    return {
      outcome: 'refused',
      reason: `The receiver answered with ${status}, ${tried} times. Mend it there, then send it again.`,
    };
  const seconds = Math.min(Number(retryAfter), LONGEST_RETRY_S);
  const retryAt = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : undefined;
  return { outcome: 'postponed', reason: `The receiver answered with ${status}.`, retryAt };
}

async function noteOutcome(
  app: App,
  { id }: EndpointRow,
  outcome: SendOutcome,
  isOff: boolean,
): Promise<void> {
  if (outcome.outcome === 'sent') {
    if (await markWorking(app, id)) await app.bus.publish('webhook.recovered', { endpointId: id });
  } else {
    const name = await markFailing(app, id, outcome.reason, isOff);
    if (name !== undefined)
      await app.bus.publish('webhook.failing', { endpointId: id, name, problem: outcome.reason, isOff });
  }
  await app.bus.publish('webhook.changed', { endpointId: id });
}

/** The present secret, and the former one as long as it is good. */
function secretsOf(app: App, { id, secret, formerSecret, formerUntil }: EndpointRow): string[] {
  const isGood = formerSecret !== null && formerUntil !== null && formerUntil > app.clock.now();
  return [secret, ...(isGood ? [formerSecret] : [])].map((sealed) => app.secrets.open(sealed, sealOf(id)));
}

/** Only `sendTo` writes it. */
export function payloadOf(row: Pick<OutRow, 'payload'>): WebhookPayload {
  return row.payload as WebhookPayload;
}
