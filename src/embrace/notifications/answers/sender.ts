import { randomBytes } from 'node:crypto';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type OutRow, registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import { writeLetter } from '#platform/mail/index.ts';
import { COMMUNITY, languageOf, readCommunity, readMembers } from '#people/members/index.ts';
import { markup } from '#lib/html/index.ts';
import { handOver } from '../mail/hand-over.ts';
import { exitOf } from '../mail/mailbox.ts';
import { wordsIn } from '../words/index.ts';
import { REFUSALS } from './take.ts';
import { type AnswerRow, selectAnswer, selectTold, writeHanded } from './store.ts';

/** Lets the outbox tell members why an answer by mail was refused, once each. */
export function registerRefusals(app: App): void {
  registerSender(app, REFUSALS, {
    settleMs: 1000,
    callMs: 120_000,
    send: (row, signal) => send(app, row, signal),
    async readBack(row) {
      const answer = await selectAnswer(app, { outId: row.id });
      return answer?.handedAt ? { state: 'present', receipt: {} } : { state: 'absent' };
    },
  });
}

async function send(app: App, row: OutRow, signal: AbortSignal): Promise<SendOutcome> {
  const [answer, exit] = await Promise.all([selectAnswer(app, { outId: row.id }), exitOf(app)]);
  if (!answer?.memberId || answer.address === null || !exit)
    return { outcome: 'refused', reason: 'There is nobody to tell, or nothing to tell it with.' };
  const domain = exit.address.slice(exit.address.lastIndexOf('@') + 1);
  const bytes = await writeLetter({
    ...(await wordsFor(app, answer, answer.memberId)),
    from: { name: (await readCommunity(app)).name, address: exit.address },
    to: [answer.address],
    cc: [],
    messageId: `${randomBytes(9).toString('hex')}@${domain}`,
    inReplyTo: null,
    references: [],
    replyTo: null,
    date: answer.at,
    files: [],
    isAutomatic: true,
  });
  return handOver(app, exit, { from: exit.address, to: [answer.address], bytes }, signal, {
    begun: () => writeHanded(app, answer.id, true),
    notTaken: () => writeHanded(app, answer.id, false),
  });
}

async function wordsFor(app: App, answer: AnswerRow, memberId: string) {
  const member = (await readMembers(app, [memberId])).get(memberId);
  const words = wordsIn(await languageOf(app, member)).answers;
  const told = await selectTold(app, `ntf_${answer.ref.slice(1)}`);
  const url = addressOf(app, told?.path ?? COMMUNITY);
  const reason = answer.reason ?? '';
  const html = markup`<!doctype html><html><body style="font-family:sans-serif"><p>${words.text}</p><p>${reason}</p><p><a href="${url}">${told?.title ?? url}</a></p></body></html>`;
  return { subject: words.subject, text: `${words.text}\n\n${reason}\n\n${url}\n`, html: html.text };
}
