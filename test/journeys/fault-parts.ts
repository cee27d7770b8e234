import { setTimeout as pause } from 'node:timers/promises';
import type { Client as Database } from 'pg';
import { type Client, Refused } from '../helpers/client.ts';
import type { FakeMailState } from '../helpers/fake-mail.ts';

/** A reply that somebody wants. */
export interface Wish {
  conversationId: string;
  postId: string;
  accountId: string;
  text: string;
  key: string;
}

/** Asks for replies as a client should: the same request with the same key until it is accepted. */
export class Asking {
  refusals = 0;
  readonly #client: Client;
  readonly #wishes: readonly Wish[];
  readonly #askers: Promise<void>[];
  #released = 0;
  #isStopped = false;
  #next = 0;
  #more = Promise.withResolvers<void>();

  constructor(client: Client, askers: number, wishes: readonly Wish[]) {
    this.#client = client;
    this.#wishes = wishes;
    this.#askers = Array.from({ length: askers }, () => this.#work());
    for (const asker of this.#askers) asker.catch(() => undefined);
  }

  release(upTo: number): void {
    this.#released = upTo;
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /** Also after a failure: who asks for ever would keep the process. */
  stop(): void {
    this.#isStopped = true;
    this.release(Number.MAX_SAFE_INTEGER);
  }

  async finished(): Promise<void> {
    await Promise.all(this.#askers);
  }

  async #work(): Promise<void> {
    while (this.#next < this.#wishes.length) {
      if (this.#next >= this.#released) await this.#more.promise;
      else await this.#ask(this.#wishes[this.#next++]!);
    }
    this.#more.resolve();
  }

  async #ask({ conversationId, key: idempotencyKey, ...wish }: Wish): Promise<void> {
    await this.#untilAnswered(() =>
      this.#client.post(`/inbox/${conversationId}/replies`, { ...wish, idempotencyKey }),
    );
  }

  async #untilAnswered<T>(request: () => Promise<T>): Promise<T> {
    while (!this.#isStopped) {
      try {
        return await request();
      } catch (error) {
        if (error instanceof Refused && error.status < 500 && error.status !== 429) throw error;
        this.refusals += 1;
        await pause(50);
      }
    }
    throw new Error('nobody waits for it any more');
  }
}

/** Mails stand once each. Letters left once, or somebody is told that it is not certain. */
export async function compareMails(
  database: Database,
  { delivered }: FakeMailState,
  asked: { mails: number; letters: number },
) {
  const stored = await database.query<{ count: string }>(
    `select external_id, count(*) from posts where origin = 'mail' and not is_own group by 1`,
  );
  const { rows } = await database.query<{ key: string; state: string; problem: string | null }>(
    `select key, state, problem from outbox_rows where channel = 'reply.mail'`,
  );
  const timesOf = (key: string) =>
    Object.entries(delivered).reduce((sum, [id, times]) => sum + (id.includes(key) ? times : 0), 0);
  const isTold = ({ key, state, problem }: (typeof rows)[number]) =>
    state === 'sent'
      ? timesOf(key) === 1
      : state !== 'failed' && /cannot tell|could not tell/.test(problem ?? '');
  return {
    mailsLost: asked.mails - stored.rows.length,
    mailsDoubled: stored.rows.filter(({ count }) => Number(count) > 1).length,
    lettersTwice: rows.filter(({ key }) => timesOf(key) > 1).length,
    lettersUntold: asked.letters - rows.filter(isTold).length,
  };
}

/** What is known of replies that did not leave or are not shown, for whoever reads that some are missing. */
export async function missingReplies(database: Database, wishes: readonly Wish[]): Promise<unknown[]> {
  const { rows } = await database.query<{ text: string; isShown: boolean }>(
    `select r.text, r.state as reply, o.state, o.attempts, o.checks, o.problem, o.receipt, o.not_before - now() as "dueIn", o.check_at - now() as "checkedIn",
       o.lease_until - now() as "leaseFor", exists (select from posts p where p.external_id = o.receipt->>'externalId') as "isShown"
     from replies r left join outbox_rows o using (id)`,
  );
  const known = new Map(rows.map((row) => [row.text, row]));
  return wishes.flatMap(({ text, key }) => {
    const row = known.get(text);
    return row?.isShown ? [] : [row ?? { text, key, problem: 'nobody knows of it' }];
  });
}
