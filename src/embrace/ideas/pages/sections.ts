import type { App } from '#platform/app/index.ts';
import { readCommunity, type Section } from '#people/members/index.ts';
import { listPublished } from '../changelog/entries.ts';
import { CHANGELOG, IDEAS, ON_ROADMAP, ROADMAP } from '../domain.ts';
import { ANYBODY, visibleBoards } from '../idea/boards.ts';
import { countByStatus } from '../idea/store.ts';
import { wordsIn } from '../words/index.ts';

type Tell = (app: App, language: string) => Promise<Section | undefined>;

async function publicBoards(app: App): Promise<string[]> {
  const { isOpen } = await readCommunity(app);
  return isOpen ? (await visibleBoards(app, ANYBODY)).map(({ id }) => id) : [];
}

/** Ideas in the navigation, once there is a board that everybody may see; what comes next and what is new, once there is any. */
export const ideaSections: readonly Tell[] = [
  async (app, language) =>
    (await publicBoards(app)).length > 0
      ? { key: 'ideas', path: IDEAS, root: IDEAS, label: wordsIn(language).section }
      : undefined,
  async (app, language) => {
    const counts = await countByStatus(app, await publicBoards(app));
    return ON_ROADMAP.some((status) => (counts.get(status) ?? 0) > 0)
      ? { key: 'roadmap', path: ROADMAP, root: ROADMAP, label: wordsIn(language).roadmap }
      : undefined;
  },
  async (app, language) => {
    const { isOpen } = await readCommunity(app);
    return isOpen && (await listPublished(app, undefined, 1)).rows.length > 0
      ? { key: 'changelog', path: CHANGELOG, root: CHANGELOG, label: wordsIn(language).changelog }
      : undefined;
  },
];
