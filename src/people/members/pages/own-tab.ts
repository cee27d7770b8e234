import type { Html } from '#lib/html/index.ts';
import { type App, definePort } from '#platform/app/index.ts';
import type { SignedIn } from '../domain/member.ts';
import { wordsIn } from '../words/index.ts';
import { showPage, type Visit } from './frame.ts';
import { meFrame, type OwnTab } from './me-views.ts';

export type { OwnTab } from './me-views.ts';

/** Pages of one's own that other features give, in their order; each tells its tab in a language. */
export const ownTabsPort = definePort<readonly ((language: string) => OwnTab)[]>('members.tabs');

export const tabsIn = (app: App, language: string): OwnTab[] =>
  (app.find(ownTabsPort) ?? []).map((tell) => tell(language));

/** Shows a page of one's own in the frame of the settings, to the member whose it is. */
export function showOwnTab(
  visit: Visit,
  member: SignedIn,
  page: {
    tab: OwnTab;
    body: Html;
    done?: string | undefined;
    wrong?: string | undefined;
    scripts?: string[];
    workers?: string[];
  },
): Promise<unknown> {
  const { tab, body, done, wrong, scripts = [], workers = [] } = page;
  const context = {
    words: wordsIn(visit.language),
    member,
    done,
    wrong,
    tabs: tabsIn(visit.app, visit.language),
  };
  return showPage(visit, {
    title: tab.label,
    path: tab.path,
    isHidden: true,
    scripts,
    workers,
    body: meFrame(context, tab.key, body),
  });
}
