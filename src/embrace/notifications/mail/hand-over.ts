import type { App } from '#platform/app/index.ts';
import type { SendOutcome } from '#platform/outbox/index.ts';
import { isGrantLost, type Letter, openSmtp } from '#platform/mail/index.ts';
import { type Exit, withPlace } from './mailbox.ts';

const LATER_MS = 15 * 60_000;
/** The server that the program itself was given is not checked: it may stand beside it. */
const OWN = { addressOf: async (host: string) => host };

/** What is written down around the moment from which on a mail counts as sent. */
export interface Marks {
  /** Before the server is given the first byte. */
  begun(): Promise<void>;
  /** It certainly did not take the mail. */
  notTaken(): Promise<void>;
  /** It never will. */
  refused?(reason: string): Promise<void>;
}

/**
 * Gives a letter to the mail server. That it is given is written down first, so that whoever dies in between sends it no second time; a clear
 * no takes that back.
 */
export async function handOver(
  app: App,
  exit: Exit,
  letter: Letter,
  signal: AbortSignal,
  marks: Marks,
): Promise<SendOutcome> {
  try {
    return await withPlace(app, exit, async (place) => {
      const smtp = await openSmtp(exit.kind === 'server' ? OWN : app.outward, place, signal);
      await marks.begun();
      const result = await smtp.send(letter);
      if (result.outcome === 'taken')
        return { outcome: 'sent', receipt: { answer: result.answer.slice(0, 200) } };
      if (result.outcome === 'unclear')
        throw new Error(`the mail server had the whole message and did not answer: ${result.reason}`);
      await marks.notTaken();
      if (result.outcome === 'refused') await marks.refused?.(result.reason);
      return { outcome: result.outcome, reason: result.reason };
    });
  } catch (error) {
    if (!isGrantLost(error)) throw error;
    const retryAt = new Date(app.clock.now().getTime() + LATER_MS);
    return { outcome: 'postponed', reason: error.message, retryAt };
  }
}
