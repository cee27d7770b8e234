import type { App, Role } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import {
  addUser,
  authenticate,
  hashNewPassword,
  mountSignIn,
  permissionsPort,
} from '#people/sessions/index.ts';
import { createTestApp } from './app.ts';
import { Browser } from './browser.ts';

export const TEST_PASSWORD = 'seven quiet otters';
export const TEST_ORIGIN = 'http://localhost:3000';

export interface TestServer {
  app: App;
  databaseUrl: string;
  server: HttpServer;
  /** A browser that nobody is signed in with. */
  browser(options?: { address?: string; userAgent?: string }): Browser;
  /** Makes an account of that role and signs it in. */
  staff(role: Role, email?: string): Promise<Browser & { userId: string }>;
  close(): Promise<void>;
}

/** The server with sign-in and the routes of these features, on a database of its own; nothing listens. */
export async function createTestServer(
  features: readonly Feature[],
  config: Partial<Config> = {},
  addPages: (app: App, server: HttpServer) => Promise<void> = async () => undefined,
): Promise<TestServer> {
  const { app, databaseUrl, close } = await createTestApp({ publicUrl: TEST_ORIGIN, ...config });
  const permissions = new Map(features.flatMap((feature) => Object.entries(feature.permissions ?? {})));
  app.provide(permissionsPort, permissions);
  for (const feature of features) feature.subscribe?.(app);
  const routes = features.flatMap((feature) => feature.routes ?? []);
  const server = await createServer({
    app,
    routes,
    permissions: new Set(permissions.keys()),
    authenticate: (request) => authenticate(app, request),
  });
  await mountSignIn(app, server);
  await addPages(app, server);
  await server.ready();
  const browser = (options = {}) => new Browser(server, options);
  let passwordHash: string | undefined;
  return {
    app,
    databaseUrl,
    server,
    browser,
    async staff(role, email = `${role}@staff.example`) {
      passwordHash ??= await hashNewPassword(TEST_PASSWORD, []);
      const hash = passwordHash;
      const user = await app.db.transaction(() =>
        addUser(app, { name: `The ${role}`, email, role, passwordHash: hash, address: '127.0.0.1' }),
      );
      const made = browser();
      const answer = await made.post('/api/auth/sign-in/email', { email, password: TEST_PASSWORD });
      if (answer.status !== 200)
        throw new Error(`${email} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
      return Object.assign(made, { userId: user.id });
    },
    async close() {
      await server.close();
      await close();
    },
  };
}
