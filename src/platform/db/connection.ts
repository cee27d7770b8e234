import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';

type Connected = Parameters<Client['connect']>[0];

const outside = AsyncLocalStorage.snapshot();

/**
 * A connection that belongs to nobody's transaction. It lives longer than whoever made the pool open it, and what it tells by itself (a
 * notification, its end) is heard in the context in which it was opened: whoever works on from there would work in a transaction that is over.
 */
export class Connection extends Client {
  override connect(): Promise<Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<Client> | void {
    return outside(() => (callback ? super.connect(callback) : super.connect()));
  }
}
