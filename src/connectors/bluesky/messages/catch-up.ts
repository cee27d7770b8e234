import type { SourceBatch, SourceContext } from '../../kit/index.ts';
import { filled, listOf, momentOf } from '../records/shapes.ts';
import { type Asker, askChat, type ChatWay, isNoConvo } from './ask-chat.ts';
import { type Convo, convoFromView, readMessages } from './convo.ts';
import { itemFromMessage } from './message.ts';

const MOST_PAGES_OF_CONVOS = 20;
const MOST_PAGES_OF_MESSAGES = 20;

type Part = Pick<SourceBatch, 'items' | 'gap'>;

/** What stands in the account's conversations since a moment, one conversation after the other: where no log tells it. */
export async function* readStanding(
  way: ChatWay,
  asker: Asker,
  since: Date,
  { clock, signal }: Pick<SourceContext, 'clock' | 'signal'>,
): AsyncGenerator<Part> {
  for (const status of ['accepted', 'request']) {
    for await (const convo of convosSince(way, asker, since, status)) {
      if (signal.aborted) return;
      if (!convo.isGroup) yield readConvoSince(way, asker, convo, since, clock.now());
    }
  }
}

/** Conversations come with the one that was written in last first. */
async function* convosSince(way: ChatWay, asker: Asker, since: Date, status: string): AsyncGenerator<Convo> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES_OF_CONVOS; page++) {
    const query = { limit: '100', status, ...(cursor !== undefined && { cursor }) };
    const answer = await askChat(way, asker, { method: 'listConvos', query });
    const convos = listOf(answer['convos'], 100).flatMap((view) => convoFromView(view) ?? []);
    const written = convos.filter(({ lastAt }) => lastAt !== undefined && lastAt >= since);
    yield* written;
    cursor = filled(answer['cursor'], 4096);
    const isPast = convos.some(({ lastAt }) => lastAt !== undefined && lastAt < since);
    if (cursor === undefined || isPast) return;
  }
}

async function readConvoSince(
  way: ChatWay,
  asker: Asker,
  convo: Convo,
  since: Date,
  now: Date,
): Promise<Part> {
  const items: SourceBatch['items'] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES_OF_MESSAGES; page++) {
    const read = await readMessages(way, asker, convo.id, cursor).catch((error: unknown) => {
      // Left in the meantime.
      if (isNoConvo(error)) return { messages: [], cursor: undefined };
      throw error;
    });
    const isOld = (message: { sentAt?: unknown }) => (momentOf(message.sentAt) ?? now) < since;
    for (const message of read.messages) {
      if (isOld(message)) continue;
      const item = itemFromMessage(message, { account: asker.account, convo, now });
      if (item) items.push(item);
    }
    ({ cursor } = read);
    if (cursor === undefined || read.messages.some(isOld)) return { items: items.toReversed() };
  }
  const reason = `One conversation holds more than ${MOST_PAGES_OF_MESSAGES * 100} messages since then; its oldest were left out.`;
  return { items: items.toReversed(), gap: { from: since, reason } };
}
