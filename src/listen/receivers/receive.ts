import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { receiverErrors } from './errors.ts';
import { postsOf, Unreadable } from './mapping.ts';
import { keyOf, problemWith } from './signature.ts';
import {
  deleteLogLine,
  deleteOldLog,
  insertLog,
  lockLogLine,
  type ReceiverRow,
  selectByToken,
  selectReceiver,
} from './store.ts';

const KEPT_DAYS = 30;
/** Of a message that was taken; one that was refused is kept whole, so that it can be taken later. */
const KEPT_CHARACTERS = 64 * 1024;
const STEP = 1000;

/** What a sealed secret belongs to. */
export const sealOf = (receiverId: string) => `receiver:${receiverId}`;

export interface Received {
  /** Posts that were taken in; those that nothing wants are not stored. */
  posts: number;
  /** The message had been taken before; nothing was changed. */
  isKnown: boolean;
}

/** Throws `receiver.unknown` and `receiver.off`: to be asked before a stranger's body is read. */
export async function mustListen(app: App, token: string): Promise<ReceiverRow> {
  const receiver = await selectByToken(app, app.secrets.hash(token));
  if (!receiver) throw receiverErrors('receiver.unknown');
  if (!receiver.isOn) throw receiverErrors('receiver.off');
  return receiver;
}

/**
 * Takes one message. When it resolves, its posts are stored. Throws `receiver.unknown`, `receiver.off`, `receiver.unsigned`, and `receiver.unreadable`,
 * which is kept in the log.
 */
export async function receive(
  app: App,
  token: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
): Promise<Received> {
  const receiver = await mustListen(app, token);
  const secret = receiver.secret === null ? '' : app.secrets.open(receiver.secret, sealOf(receiver.id));
  const problem = problemWith(receiver.signature, secret, headers, body, app.clock.now());
  if (problem !== undefined) throw receiverErrors('receiver.unsigned', { problem });
  const messageKey = keyOf(receiver.signature, headers, body);
  try {
    return await take(app, receiver, messageKey, body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await insertLog(app, {
      id: newId('rlog'),
      receiverId: receiver.id,
      outcome: 'refused',
      messageKey,
      posts: 0,
      problem: error.message,
      payload: storable(body.toString('utf8')),
    });
    throw receiverErrors('receiver.unreadable', { problem: error.message });
  }
}

/** Takes a refused message from the log, as the mapping is now. Throws `receiver.no_message`, `receiver.unreadable`. */
export async function takeAgain(
  app: App,
  actor: Actor,
  receiverId: string,
  logId: string,
): Promise<Received> {
  const receiver = await selectReceiver(app, receiverId);
  if (!receiver) throw receiverErrors('receiver.not_found', { id: receiverId });
  return app.db.transaction(async () => {
    const line = await lockLogLine(app, receiverId, logId);
    if (line?.outcome !== 'refused') throw receiverErrors('receiver.no_message');
    try {
      const received = await take(app, receiver, line.messageKey, line.payload);
      await deleteLogLine(app, logId);
      await audit(app, actor, { action: 'receiver.taken_again', subject: receiverId });
      return received;
    } catch (error) {
      if (error instanceof Unreadable)
        throw receiverErrors('receiver.unreadable', { problem: error.message });
      throw error;
    }
  });
}

export async function tidyReceiverLog(app: App, signal: AbortSignal): Promise<void> {
  for (let gone = STEP; gone === STEP && !signal.aborted;) gone = await deleteOldLog(app, KEPT_DAYS, STEP);
}

async function take(app: App, receiver: ReceiverRow, messageKey: string, body: string): Promise<Received> {
  const posts = postsOf(receiver.mapping, parse(body), receiver, await app.db.now());
  return app.db.transaction(async () => {
    const isNew = await insertLog(app, {
      id: newId('rlog'),
      receiverId: receiver.id,
      outcome: 'taken',
      messageKey,
      posts: posts.length,
      problem: null,
      payload: storable(body.slice(0, KEPT_CHARACTERS)),
    });
    if (!isNew) return { posts: posts.length, isKnown: true };
    await takeIn(app, { sourceId: null, items: posts });
    return { posts: posts.length, isKnown: false };
  });
}

/** Throws Unreadable. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable('The message is no JSON.');
  }
}

/** PostgreSQL's text holds everything but NUL. */
function storable(payload: string): string {
  return payload.replaceAll('\0', '\u{FFFD}').toWellFormed();
}
