import type { App } from '#platform/app/index.ts';

const contextOf = (providerId: string): string => `member-provider:${providerId}`;

export const sealSecret = (app: App, providerId: string, secret: string): string =>
  app.secrets.seal(secret, contextOf(providerId));
export const openSecret = (app: App, providerId: string, sealed: string): string =>
  app.secrets.open(sealed, contextOf(providerId));
