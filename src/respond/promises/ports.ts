import { type App, definePort } from '#platform/app/index.ts';
import type { Kind } from './domain/policy.ts';

/** A promise that is due soon, or was not kept. */
export interface PromiseTold {
  clockId: string;
  conversationId: string;
  kind: Kind;
  dueAt: Date;
  isMissed: boolean;
}

/** Who acts on promises. */
export interface PromiseObserver {
  /** In the transaction that notes it. */
  onPromises(app: App, told: readonly PromiseTold[]): Promise<void>;
}

/** Without an answer nobody acts on promises but their policies. */
export const promiseObserverPort = definePort<PromiseObserver>('promises.observer');
