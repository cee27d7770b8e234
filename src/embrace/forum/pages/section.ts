import type { App } from '#platform/app/index.ts';
import { readCommunity } from '#people/members/index.ts';
import type { Section } from '#people/site/index.ts';
import { COMMUNITY } from '../domain.ts';
import { wordsIn } from '../words/index.ts';

/** The community in the navigation, once it is open. */
export async function forumSection(app: App, language: string): Promise<Section | undefined> {
  const { isOpen } = await readCommunity(app);
  const label = wordsIn(language).section;
  return isOpen ? { key: 'forum', path: COMMUNITY, root: COMMUNITY, label } : undefined;
}
