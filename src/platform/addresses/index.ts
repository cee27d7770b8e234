import { type App, definePort } from '#platform/app/index.ts';

/** Knows the addresses of the company's own for parts of the public site. */
export interface Addresses {
  /** `https://help.example.com`, no slash at the end; undefined where the path has no address of its own. */
  originOf(path: string): string | undefined;
}

export const addressesPort = definePort<Addresses>('site.addresses');

/** Where a path of the public site is found, without a slash at the end: what canonical addresses, feeds and mails begin with. */
export const originOf = (app: App, path: string): string =>
  app.find(addressesPort)?.originOf(path) ?? app.config.publicUrl;

/** The whole address of a path of the public site. */
export const addressOf = (app: App, path: string): string => `${originOf(app, path)}${path}`;

/** All origins at which a path is answered: links of before a part had an address of its own still lead there. */
export const originsOf = (app: App, path: string): string[] => [
  ...new Set([originOf(app, path), app.config.publicUrl]),
];
