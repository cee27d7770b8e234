import type { Outward } from '#platform/outward/index.ts';
import type { OwnAccount } from '../../kit/index.ts';
import type { Sessions } from '../network/sessions.ts';
import { xrpc, type XrpcCall, XrpcError } from '../network/xrpc.ts';
import type { Shape } from '../records/shapes.ts';

/** How direct messages are reached: through whose session, and at which service. */
export interface ChatWay {
  sessions: Sessions;
  /** `did:web:api.bsky.chat#bsky_chat`. */
  chat: string;
}

export interface Asker {
  account: OwnAccount;
  outward: Outward;
  signal?: AbortSignal | undefined;
}

export type ChatCall = Pick<XrpcCall, 'query' | 'input'> & {
  /** Without its family: `getLog`. */
  method: string;
};

/** The app password lets the account post and read, but not see its direct messages. */
export class MessagesNotAllowed extends Error {
  constructor(handle: string) {
    super(
      `The app password of @${handle} does not allow direct messages. Make another in Bluesky with “Allow access to your direct messages” ticked, and connect the account again with it. Posts are read and answered as before.`,
    );
    this.name = 'MessagesNotAllowed';
  }
}

const TIMEOUT_MS = 10_000;

/**
 * One call of the service that keeps direct messages, passed on by the account's own server. Throws MessagesNotAllowed, SignedOut, XrpcError, or
 * what went wrong on the way.
 */
export function askChat(way: ChatWay, { account, outward, signal }: Asker, call: ChatCall): Promise<Shape> {
  const { method, ...more } = call;
  return way.sessions.use(account, outward, ({ service, accessJwt: token, handle }) =>
    xrpc(outward, {
      service,
      method: `chat.bsky.convo.${method}`,
      ...more,
      token,
      proxy: way.chat,
      signal,
      timeoutMs: TIMEOUT_MS,
    }).catch((error: unknown) =>
      // Said as if the session had ended, which a new one would not mend.
      Promise.reject(isNotAllowed(error) ? new MessagesNotAllowed(handle) : error),
    ),
  );
}

function isNotAllowed(error: unknown): boolean {
  if (!(error instanceof XrpcError)) return false;
  const isWrongToken = error.error === 'InvalidToken' && /token method/i.test(error.message);
  return isWrongToken || error.error === 'ScopeMissingError' || error.error === 'InsufficientScope';
}

/** What happens when a conversation was left, or never was one of this account. */
export function isNoConvo(error: unknown): boolean {
  return (
    error instanceof XrpcError &&
    error.status === 400 &&
    (error.error === 'InvalidConvo' || /^convo not found/i.test(error.message))
  );
}
