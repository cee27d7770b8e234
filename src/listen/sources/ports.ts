import { definePort, type App } from '#platform/app/index.ts';
import type { Delivery, MailAnswer, OwnAccount } from '#connectors/kit/index.ts';

/** The brand's connected accounts with what is needed to use them. */
export interface BrandAccounts {
  connected(app: App, network: string): Promise<OwnAccount[]>;
}

/** Without an answer sources read without an account. */
export const brandAccountsPort = definePort<BrandAccounts>('sources.brand-accounts');

/** Hears what became of messages of ours, in the transaction that keeps the source's cursor. */
export interface Deliveries {
  note(app: App, network: string, deliveries: readonly Delivery[]): Promise<void>;
}

/** Without an answer nobody is told. */
export const deliveriesPort = definePort<Deliveries>('sources.deliveries');

/** Takes answers to mails to members, in the transaction that keeps the source's cursor. */
export const mailAnswersPort =
  definePort<(app: App, answers: readonly MailAnswer[]) => Promise<void>>('sources.answers');
