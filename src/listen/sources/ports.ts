import { definePort, type App } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';

/** The brand's connected accounts with what is needed to use them. */
export interface BrandAccounts {
  connected(app: App, network: string): Promise<OwnAccount[]>;
}

/** Without an answer sources read without an account. */
export const brandAccountsPort = definePort<BrandAccounts>('sources.brand-accounts');
