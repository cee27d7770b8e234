import type { Lexicons } from '@atproto/lexicon';
import { ChatState } from './bluesky-chat-state.ts';
import { loadLexicons } from './bluesky-lexicons.ts';

export interface ChatAnswer {
  status: number;
  body: object;
}

/**
 * The service that keeps the direct messages of Bluesky, in memory. What it is asked and what it answers is checked against the vendor's own
 * description; an answer of ours that breaks it is an error of the fake and is thrown when the fake closes.
 */
export class ChatService {
  readonly state = new ChatState();
  /** What was asked, in order: `getLog`. */
  readonly asked: string[] = [];
  readonly #lexicons: Lexicons;
  readonly #broken: string[] = [];

  constructor(lexicons: Lexicons) {
    this.#lexicons = lexicons;
  }

  /** Answers what an account asks. */
  call(did: string, method: string, query: URLSearchParams, body: object): ChatAnswer {
    const name = method.replace('chat.bsky.convo.', '');
    this.asked.push(name);
    const run = CALLS[name];
    if (!run) return failure(501, 'MethodNotImplemented', 'Method Not Implemented');
    const given: Record<string, unknown> = {};
    try {
      if (isQuery(this.#lexicons, method))
        Object.assign(given, this.#lexicons.assertValidXrpcParams(method, typed(query)));
      else Object.assign(given, this.#lexicons.assertValidXrpcInput(method, body));
    } catch (error) {
      return failure(400, 'InvalidRequest', String((error as Error).message));
    }
    const answer = run(this.state, did, given);
    if (isRefusal(answer)) return failure(400, answer.refused, answer.message);
    try {
      this.#lexicons.assertValidXrpcOutput(method, answer);
    } catch (error) {
      // What a test spoils on purpose is no error of the fake.
      if (!this.state.isSpoilt) this.#broken.push(`${method}: ${String((error as Error).message)}`);
    }
    return { status: 200, body: answer };
  }

  /** Throws when an answer was not as the vendor describes it. */
  mustBeTrue(): void {
    if (this.#broken.length > 0) throw new Error(this.#broken.join('\n'));
  }
}

export async function createChatService(): Promise<ChatService> {
  return new ChatService(await loadLexicons());
}

type Run = (state: ChatState, did: string, given: Record<string, unknown>) => object;

function isRefusal(answer: object): answer is { refused: string; message: string } {
  return 'refused' in answer;
}

const CALLS: Readonly<Record<string, Run>> = {
  getLog: (state, did, { cursor }) => state.log(did, cursor as string | undefined),
  getConvo: (state, did, { convoId }) => state.inConvo(did, convoId, (convo) => ({ convo })),
  listConvos: (state, did, given) => state.convosOf(did, given),
  getMessages: (state, did, given) => state.messagesOf(did, given),
  sendMessage: (state, did, { convoId, message }) =>
    state.send(did, String(convoId), message as Record<string, unknown>),
  acceptConvo: (state, did, { convoId }) =>
    state.inConvo(did, convoId, () => state.accept(did, String(convoId))),
  updateRead: (state, did, { convoId }) => state.inConvo(did, convoId, (convo) => ({ convo })),
};

function isQuery(lexicons: Lexicons, method: string): boolean {
  return lexicons.getDefOrThrow(method).type === 'query';
}

/** Numbers are numbers in the description, and texts in an address. */
function typed(query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...query].map(([name, value]) => [
      name,
      /^\d+$/.test(value) && name === 'limit' ? Number(value) : value,
    ]),
  );
}

export function failure(status: number, error: string, message: string): ChatAnswer {
  return { status, body: { error, message } };
}
