import type { Role } from '#platform/app/index.ts';
import { ROLES } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import type { Route } from '#platform/http/index.ts';
import { type Connectors, connectorsPort } from '#connectors/kit/index.ts';
import { addUser, hashNewPassword } from '#people/sessions/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { type Answer, Browser } from '../../../test/helpers/browser.ts';
import { TEST_ORIGIN, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { connectors } from '../connectors.ts';
import { features } from '../features.ts';
import { buildServer } from '../server.ts';
import { wire } from '../wiring.ts';

export type Staff = Browser & { userId: string };

/** The server of the whole program, as `rapport serve` builds it, on a database of its own, with the networks given instead of ours. */
export async function wholeServer(config: Partial<Config> = {}, given: Connectors = connectors) {
  const test: TestApp = await createTestApp({ publicUrl: TEST_ORIGIN, ...config });
  const { app } = test;
  app.provide(connectorsPort, given);
  await wire(app);
  const server = await buildServer(app);
  await server.ready();
  const passwordHash = await hashNewPassword(TEST_PASSWORD, []);
  const staff = async (role: Role, email = `${role}@staff.example`, address?: string): Promise<Staff> => {
    const user = await app.db.transaction(() =>
      addUser(app, { name: `The ${role}`, email, role, passwordHash, address: '127.0.0.1' }),
    );
    const browser = new Browser(server, address ? { address } : {});
    const answer = await browser.post('/api/auth/sign-in/email', { email, password: TEST_PASSWORD });
    if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status}`);
    return Object.assign(browser, { userId: user.id });
  };
  return {
    app,
    server,
    staff,
    browser: (options: { address?: string; origin?: string } = {}) => new Browser(server, options),
    databaseUrl: test.databaseUrl,
    /** One person of each role, each at an address of its own, because requests are counted by address. */
    async everyRole(): Promise<Map<Role, Staff>> {
      const people = new Map<Role, Staff>();
      for (const [at, role] of ROLES.entries())
        people.set(role, await staff(role, undefined, `192.0.2.${at + 1}`));
      return people;
    },
    async close() {
      await server.close();
      await test.close();
    },
  };
}

/** Every route that some feature declares. Streams of events never end by themselves and are tried elsewhere. */
export const declaredRoutes: readonly Route[] = features.flatMap((feature) => feature.routes ?? []);

export const nameOf = (route: Route) => `${route.method} ${route.url}`;

/** The address of a route with something in the place of each parameter. */
export const addressOf = (route: Route) => `/api/v1${route.url.replaceAll(/:\w+/g, 'unknown')}`;

/** Asks a route with an empty body. */
export function ask(who: Browser, route: Route, headers: Record<string, string> = {}): Promise<Answer> {
  return who.send(route.method, addressOf(route), route.method === 'GET' ? undefined : {}, headers);
}
