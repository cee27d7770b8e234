import { createHash } from 'node:crypto';
import type { App } from '#platform/app/index.ts';
import { AppError, Failures } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { enqueueOut } from '#platform/outbox/index.ts';
import type { MailAnswer } from '#connectors/kit/index.ts';
import { languageOf, maySpeak, type Member, readMembers } from '#people/members/index.ts';
import { replyByMailPort } from '../ports.ts';
import { wordsIn, type Words } from '../words/index.ts';
import {
  type AnswerRow,
  countRefusals,
  insertAnswer,
  selectTold,
  selectWaiting,
  settle,
  type ToldRow,
  writeOut,
} from './store.ts';

export const ANSWERS_JOB = 'notifications.answers';
/** Ends with the network, so that a suspension of mail holds it. */
export const REFUSALS = 'community.answer.mail';
const AT_ONCE = 20;
const MOST_REFUSALS = 5;

/** Takes answers that came by mail, in the ambient transaction; each mail once. */
export async function takeAnswers(app: App, answers: readonly MailAnswer[]): Promise<void> {
  for (const answer of answers) await insertAnswer(app, newId('nan'), answer);
  await app.jobs.enqueue(ANSWERS_JOB, {}, { key: ANSWERS_JOB });
}

/**
 * Makes posts of answers that wait, or tells their members why not. A post carries the key of its mail, so it is made once.
 * One that fails keeps no other one waiting; the first failure is thrown at the end, so that the job comes again.
 */
export async function settleAnswers(app: App, signal: AbortSignal): Promise<void> {
  const failures = new Failures();
  for (let after = '', count = AT_ONCE; count === AT_ONCE && !signal.aborted;) {
    const waiting = await selectWaiting(app, after, AT_ONCE);
    for (const answer of waiting) await failures.keep(settleOne(app, answer));
    count = waiting.length;
    after = waiting.at(-1)?.id ?? after;
  }
  failures.throwFirst();
}

async function settleOne(app: App, answer: AnswerRow): Promise<void> {
  const told = await selectTold(app, `ntf_${answer.ref.slice(1)}`);
  const member = told && (await readMembers(app, [told.memberId])).get(told.memberId);
  // A digest, or something that is gone: who wrote is known by nothing but what he says.
  if (!told || !member || member.state === 'erased') {
    await settle(app, answer.id, { state: 'dropped', memberId: null, reason: null, address: null });
    return;
  }
  const words = wordsIn(await languageOf(app, member)).answers;
  const reason = whyNot(answer, member, words) ?? (await post(app, answer, { member, told, words }));
  if (reason === undefined)
    await settle(app, answer.id, { state: 'posted', memberId: member.id, reason: null, address: null });
  else await refuse(app, answer, member, reason);
}

/** Only the member himself, from the address that he proved, and provably so. */
function whyNot(
  { from, isGenuine, text, files }: AnswerRow,
  member: Member,
  words: Words['answers'],
): string | undefined {
  if (member.mail === null || member.mailVerifiedAt === null || from !== member.mail.toLowerCase())
    return words.otherAddress(from);
  if (isGenuine !== true) return words.unproven;
  if (!maySpeak(member)) return words.mayNot;
  return text.trim() === '' && files.length === 0 ? words.empty : undefined;
}

async function post(
  app: App,
  { id, text, files }: AnswerRow,
  { member, told, words }: { member: Member; told: ToldRow; words: Words['answers'] },
): Promise<string | undefined> {
  const taker = (app.find(replyByMailPort) ?? []).find(({ kinds }) => kinds.includes(told.kind));
  if (!taker) return words.notHere;
  const key = `mail_${createHash('sha256').update(id).digest('hex').slice(0, 40)}`;
  try {
    await taker.reply(app, member, { about: told, text, files, key });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return error.message;
  }
}

/** Says why, to the address that the member proved and to no other; not for ever. */
async function refuse(app: App, answer: AnswerRow, member: Member, reason: string): Promise<void> {
  await app.db.transaction(async () => {
    const address = member.mailVerifiedAt === null ? null : member.mail;
    const change = { state: 'refused' as const, memberId: member.id, reason, address };
    if (!(await settle(app, answer.id, change)) || address === null) return;
    if ((await countRefusals(app, member.id)) >= MOST_REFUSALS) return;
    const out = await enqueueOut(app, {
      channel: REFUSALS,
      lane: 'members',
      key: answer.id,
      payload: { answerId: answer.id },
    });
    await writeOut(app, answer.id, out.id);
  });
}
