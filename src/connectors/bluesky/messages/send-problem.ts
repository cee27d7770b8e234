import { type OwnAccount, SendRefused } from '../../kit/index.ts';
import { XrpcError } from '../network/xrpc.ts';
import { beforeSending, sendProblem } from '../replies/send-problem.ts';
import { isNoConvo, MessagesNotAllowed } from './ask-chat.ts';

type Words = (handle: string) => string;

/** What the service says, and what that is in words of ours. */
const SAID: readonly [RegExp, string, Words][] = [
  [
    /come from someone they follow/i,
    'messages_followed_only',
    (handle) =>
      `The person takes direct messages only from accounts that they follow, and does not follow @${handle}.`,
  ],
  [/disabled incoming messages/i, 'messages_closed', () => 'The person takes no direct messages.'],
  [/block between/i, 'blocked', (handle) => `The person and @${handle} do not talk: one blocks the other.`],
  [/(?:recipient|account) does not exist/i, 'account_gone', () => 'The person’s account is gone.'],
  [
    /account is disabled/i,
    'messages_disabled',
    (handle) => `Bluesky does not let @${handle} write direct messages.`,
  ],
];

/** What a failed direct message means for the outbox: refused, postponed, or (anything else) unknown. */
export function messageProblem(error: unknown, account: Pick<OwnAccount, 'handle'>): unknown {
  if (error instanceof MessagesNotAllowed) return refused('messages_not_allowed', error.message);
  if (!(error instanceof XrpcError)) return sendProblem(error);
  if (isNoConvo(error)) return refused('convo_left', 'The account has left this conversation.');
  if (error.error === 'ConvoLocked') return refused('convo_locked', 'The conversation is closed.');
  if (error.status === 501)
    return refused('no_messages', `The server of @${account.handle} passes no direct messages on.`);
  if (error.status >= 500) return error;
  const said = SAID.find(([words]) => words.test(error.message));
  return said ? refused(said[1], said[2](account.handle)) : sendProblem(error);
}

/** For what is done before the message: whatever went wrong, nothing was sent. */
export function beforeMessage(error: unknown, account: Pick<OwnAccount, 'handle'>): unknown {
  return beforeSending(messageProblem(error, account));
}

function refused(name: string, text: string): SendRefused {
  return new SendRefused(`bluesky.${name}`, `${text} Nothing was sent.`);
}
