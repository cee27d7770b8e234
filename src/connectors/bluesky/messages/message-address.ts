/** The parts of the id that we give to a direct message: the service names it by its conversation only, and one may be between two of our accounts. */
export interface MessageAddress {
  /** The account of ours. */
  did: string;
  convoId: string;
  messageId: string;
}

const SCHEME = 'bluesky-chat://';
const PART = '[\\w.:%~-]{1,200}';
const ADDRESS = new RegExp(`^${SCHEME}(did:[a-z]+:[\\w.:%-]+)/(${PART})/(${PART})$`);

/** What stands for the thread: a conversation as one account has it. */
export function convoAddress({ did, convoId }: Pick<MessageAddress, 'did' | 'convoId'>): string {
  return `${SCHEME}${did}/${convoId}`;
}

export function messageAddress({ messageId, ...convo }: MessageAddress): string {
  return `${convoAddress(convo)}/${messageId}`;
}

/** Whether an id is of a direct message; what it names is another question. */
export function isMessage(externalId: string): boolean {
  return externalId.startsWith(SCHEME);
}

/** The parts of an id, or undefined where it names no direct message. */
export function parseMessageAddress(externalId: string): MessageAddress | undefined {
  const parts = ADDRESS.exec(externalId);
  return parts === null ? undefined : { did: parts[1]!, convoId: parts[2]!, messageId: parts[3]! };
}

/** Whether the service's name for something can be part of an id. */
export function isPart(value: unknown): value is string {
  return typeof value === 'string' && WHOLE_PART.test(value);
}

const WHOLE_PART = new RegExp(`^${PART}$`);

/** Page of a conversation in the network's own web application. */
export function convoPage(convoId: string): string {
  return `https://bsky.app/messages/${convoId}`;
}
