import { createLogger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import { didOf } from '../../../../../test/helpers/jetstream-events.ts';
import { type ChatPds, startChatPds } from '../../../../../test/helpers/bluesky-chat-pds.ts';
import type {
  InboundPost,
  MayMessage,
  OwnAccount,
  SendContext,
  SourceBatch,
  SourceConnector,
} from '../../../kit/index.ts';
import { ownAccountOf } from '../../../kit/testing/context.ts';
import { createBlueskyConnectors } from '../../index.ts';

const log = createLogger('silent');

interface Poll {
  /** Only so many batches are stored. */
  most?: number;
  /** Milliseconds that the clock has gone on. */
  away?: number;
  chat?: string;
}

export async function openChatDesk(): Promise<ChatDesk> {
  const pds = await startChatPds();
  return new ChatDesk(pds, createOutward({ allow: new Set([pds.host]), log }));
}

/** An account whose direct messages are read, in a network where people write to it. */
export class ChatDesk {
  readonly pds: ChatPds;
  readonly outward: Outward;
  account!: OwnAccount;
  cursor: string | undefined;
  reported: MayMessage[] = [];
  renewals = 0;
  #serial = 0;

  constructor(pds: ChatPds, outward: Outward) {
    this.pds = pds;
    this.outward = outward;
    this.begin();
  }

  get state(): ChatPds['state'] {
    return this.pds.state;
  }

  /** DID of the account. */
  get us(): string {
    return didOf(900 + this.#serial);
  }

  /** Another account of ours, of which nothing was read yet. */
  begin(): void {
    this.#serial += 1;
    this.cursor = undefined;
    this.reported = [];
    this.renewals = 0;
    this.pds.enrol(`shop${this.#serial}.example.com`, this.us);
    this.signIn('all');
  }

  signIn(scope: 'all' | 'posts only'): void {
    const handle = `shop${this.#serial}.example.com`;
    const token = Buffer.from(JSON.stringify({ handle, scope })).toString('base64url');
    const tokens = { accessJwt: token, refreshJwt: token };
    this.account = ownAccountOf({
      id: `account_${this.#serial}`,
      network: 'bluesky',
      externalId: this.us,
      handle,
      credentials: { service: this.pds.url, did: this.us, handle, password: scope, ...tokens },
      reportMessages: async (may) => void this.reported.push(may),
      renewCredentials: async (renew) => {
        this.renewals += 1;
        return renew(this.account.credentials);
      },
    });
  }

  connectors(chat?: string): ReturnType<typeof createBlueskyConnectors> {
    const { url } = this.pds;
    const endpoints = { appView: url, plc: url, entryway: url };
    return createBlueskyConnectors(chat === undefined ? endpoints : { ...endpoints, chat });
  }

  context(): SendContext {
    const { account, outward } = this;
    return { account, outward, log, signal: new AbortController().signal };
  }

  /** One look of the source; what it hands over, and the cursor with it, is kept. */
  async poll({ most = Infinity, away = 0, chat }: Poll = {}) {
    const found = this.connectors(chat).sources.find(({ kind }) => kind === 'bluesky-messages')!;
    const source: SourceConnector<unknown> = { ...found };
    const clock = { now: () => new Date(Date.now() + away), sleep: async () => undefined };
    const { cursor, account } = this;
    const context = { ...this.context(), sourceId: 'source_1', cursor, clock, ownAccounts: [account] };
    const batches: SourceBatch[] = [];
    for await (const batch of source.read(source.parseConfig(undefined), context)) {
      if (batches.length >= most) break;
      batches.push(batch);
      this.cursor = batch.cursor ?? this.cursor;
    }
    const items = batches.flatMap((batch) => batch.items);
    const posts = items.filter((item): item is InboundPost => item.type === 'post');
    const deleted = items.flatMap((item) => (item.type === 'delete' ? item.externalId : []));
    return { batches, posts, texts: posts.map(({ text }) => text), deleted };
  }

  async close(): Promise<void> {
    await this.outward.close();
    await this.pds.close();
  }
}
