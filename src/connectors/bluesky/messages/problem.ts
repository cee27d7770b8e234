import { type OwnAccount, SourceBusy, SourceStopped } from '../../kit/index.ts';
import { SignedOut } from '../network/sessions.ts';
import { XrpcError } from '../network/xrpc.ts';
import { MessagesNotAllowed } from './ask-chat.ts';

/** What a failed read of an account's messages means for their source. */
export function problemOf(error: unknown, account: Pick<OwnAccount, 'handle'>): unknown {
  if (error instanceof MessagesNotAllowed)
    return new SourceStopped('bluesky.messages_not_allowed', error.message);
  // It was reported; reading begins anew with the accounts that are left.
  if (error instanceof SignedOut) return new SourceBusy(error.message);
  if (!(error instanceof XrpcError)) return error;
  if (error.status === 501 || error.status === 404) {
    const reason = `The server of @${account.handle} passes nothing on to the service that keeps direct messages.`;
    return new SourceStopped('bluesky.no_messages', reason);
  }
  const text = `Direct messages of @${account.handle} could not be read: ${error.message}`;
  return new SourceBusy(text, error.resetAt);
}
