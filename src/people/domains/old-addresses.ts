import { type App, definePort } from '#platform/app/index.ts';

/** Path of a page of today that an address of a community brought over meant, or undefined. */
export const oldAddressPort =
  definePort<(app: App, path: string) => Promise<string | undefined>>('site.old_addresses');

/** For how long caches in front keep where an old address leads: a minute, as pages move and imports are taken back. */
export const OLD_ADDRESS_KEPT = 'public, max-age=0, s-maxage=60';
