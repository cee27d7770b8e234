import type { Actor, App } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import { shelveArticles } from '../demo/articles.ts';
import { gather } from '../demo/community.ts';
import { openCommunity } from '../demo/members.ts';
import { hireStaff } from '../demo/staff.ts';
import { wholeServer } from './whole-server.ts';

type Tell = (app: App, colleagues: readonly Actor[]) => Promise<void>;

/** The whole server with the sample company's help centre and community; `more` is told after them, in this order. */
export async function toldServer(more: readonly Tell[] = [], config: Partial<Config> = {}) {
  const rapport = await wholeServer(config);
  const { app } = rapport;
  const colleagues = await hireStaff(app);
  await shelveArticles(app, colleagues[0]!);
  await openCommunity(app, colleagues[0]!);
  for (const tell of [gather, ...more]) await tell(app, colleagues);
  return rapport;
}
