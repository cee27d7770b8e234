import { type App, systemActor } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import {
  addMember,
  addMemberPages,
  CLOSED,
  type Member,
  memberStatePort,
  suspensionPathPort,
  membersFeature,
  saveCommunity,
} from '#people/members/index.ts';
import { signInMember } from '../../../people/members/testing/sign-in.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { openGates } from '../../moderation/testing/open-gates.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { memberDoer } from '../doer.ts';
import {
  addModerationPages,
  moderatedPort,
  moderationFeature,
  recordState,
  suspensionPath,
} from '#embrace/moderation/index.ts';
import { trustFeature } from '#embrace/trust/index.ts';
import { forumPosts } from '../order/kind.ts';
import { addForumPages } from '../pages/pages.ts';
import { forumFeature } from '../feature.ts';
import { categoryInput } from '../schema.ts';
import { type CategoryRow, saveCategory } from '../talk/categories.ts';
import { startThread, type ThreadInput } from '../talk/threads.ts';

export type Signed = Browser & { member: Member; doer: ReturnType<typeof memberDoer> };

/** An open community with its pages. */
export interface Stage {
  test: TestServer;
  app: App;
  category(name: string, more?: object): Promise<CategoryRow>;
  /** A member, signed in with a browser of his own. */
  member(handle: string, displayName?: string): Promise<Signed>;
  start(by: Signed, category: CategoryRow, input?: Partial<ThreadInput>): ReturnType<typeof startThread>;
}

/** `addPages`: those of another feature beside them. */
export async function openStage(
  more: readonly Feature[] = [],
  config: Partial<Config> = {},
  addPages: (app: App, server: HttpServer) => Promise<void> = async () => undefined,
): Promise<Stage> {
  const features = [filesFeature, membersFeature, forumFeature, moderationFeature, trustFeature, ...more];
  const test = await createTestServer(features, config, async (app, server) => {
    await addMemberPages(app, server);
    await addModerationPages(app, server);
    await addForumPages(app, server);
    await addPages(app, server);
  });
  const { app } = test;
  await openGates(app);
  app.provide(moderatedPort, [forumPosts]);
  app.provide(memberStatePort, recordState);
  app.provide(suspensionPathPort, suspensionPath);
  await saveCommunity(app, systemActor, {
    ...CLOSED,
    isOpen: true,
    name: 'Lumora community',
    languages: ['en', 'de'],
  });
  return {
    test,
    app,
    category: (name, rules = {}) => saveCategory(app, systemActor, categoryInput.parse({ name, ...rules })),
    async member(handle, displayName = handle) {
      const member = await app.db.transaction(() =>
        addMember(app, { handle, displayName, language: 'en' }, {}),
      );
      const browser = test.browser();
      await signInMember(app, browser, member.id);
      return Object.assign(browser, { member, doer: memberDoer(member) });
    },
    start: (by, category, input = {}) =>
      startThread(app, by.doer, {
        categoryId: category.id,
        kind: 'question',
        title: 'The router blinks red',
        markdown: 'Since this morning. I have **restarted** it.',
        tags: ['router'],
        ...input,
      }),
  };
}

/** Sends a form of a page as a browser would, with what the page put into it. */
export async function sendForm(
  browser: Browser,
  page: string,
  action: string,
  fields: Record<string, string>,
): Promise<Awaited<ReturnType<Browser['get']>>> {
  const html = String((await browser.get(page)).body);
  const hidden = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(proof|form)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
  return browser.post(action, new URLSearchParams({ ...hidden, ...fields }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
}
