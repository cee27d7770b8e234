import type { App } from '#platform/app/index.ts';
import { readCommunity } from '#people/members/index.ts';
import type { Section } from '#people/site/index.ts';
import { CHANGELOG, IDEAS, ROADMAP } from '../domain.ts';
import { type Listed, listedIdeas } from '../idea/listed.ts';
import { type Words, wordsIn } from '../words/index.ts';

type Tell = (app: App, language: string) => Promise<Section | undefined>;

/** An entry that stands there while the community is open and `has` says so. */
const entry =
  (has: keyof Listed, key: string, path: string, label: (words: Words) => string): Tell =>
  async (app, language) =>
    (await readCommunity(app)).isOpen && (await listedIdeas(app))[has]
      ? { key, path, root: path, label: label(wordsIn(language)) }
      : undefined;

/** Ideas in the navigation, once there is a board that everybody may see; what comes next and what is new, once there is any. */
export const ideaSections: readonly Tell[] = [
  entry('hasBoards', 'ideas', IDEAS, ({ section }) => section),
  entry('hasRoadmap', 'roadmap', ROADMAP, ({ roadmap }) => roadmap),
  entry('hasChangelog', 'changelog', CHANGELOG, ({ changelog }) => changelog),
];
