/** A brand account was connected, disconnected, refused, or got new credentials: read `ownAccounts` again. */
export interface BrandAccountsChanged {
  network: string;
}

/** Names, handles, hashtags or site of the brand changed. */
export type BrandChanged = Record<string, never>;

declare module '#platform/bus/index.ts' {
  interface Events {
    'brand.accounts_changed': BrandAccountsChanged;
    'brand.changed': BrandChanged;
  }
}
