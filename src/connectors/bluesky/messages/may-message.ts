import type { MayMessage } from '../../kit/index.ts';
import { XrpcError } from '../network/xrpc.ts';
import { type Asker, askChat, type ChatWay, MessagesNotAllowed } from './ask-chat.ts';

/** Whether the account's direct messages can be reached; undefined where that cannot be found out now. */
export async function mayMessage(way: ChatWay, asker: Asker): Promise<MayMessage | undefined> {
  try {
    await askChat(way, asker, { method: 'listConvos', query: { limit: '1' } });
    return 'on';
  } catch (error) {
    if (error instanceof MessagesNotAllowed) return 'not-allowed';
    const isMissing = error instanceof XrpcError && (error.status === 501 || error.status === 404);
    return isMissing ? 'none' : undefined;
  }
}
