/** A brand account was connected, disconnected, refused or taken again: read `ownAccounts` again. */
export interface BrandAccountsChanged {
  network: string;
}

/** Names, handles, hashtags or site of the brand changed. */
export type BrandChanged = Record<string, never>;

declare module '#platform/bus/index.ts' {
  interface Events {
    'brand.accounts_changed': BrandAccountsChanged;
    /** A connector refreshed what it keeps of an account; the accounts themselves are the same. */
    'brand.credentials_saved': BrandAccountsChanged;
    'brand.changed': BrandChanged;
  }
}
