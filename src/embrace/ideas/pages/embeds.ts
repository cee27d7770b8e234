import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import type { Embeds } from '#people/embeds/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { findEntry } from '../changelog/entries.ts';
import { entryPath, pathOf } from '../domain.ts';
import { ANYBODY } from '../idea/boards.ts';
import { findIdea } from '../idea/find.ts';
import { wordsIn } from '../words/index.ts';
import { all } from './bits.ts';

const LENGTH = 280;

/** An idea that everybody sees, as a card; what was merged shows where it went. */
const ideaEmbed: Embeds = async (app, [root, id = '']) => {
  const settings = await readCommunity(app);
  if (!settings.isOpen || root !== 'ideas') return undefined;
  const asked = await findIdea(app, ANYBODY, id);
  const idea = asked && asked.mergedInto !== null ? await findIdea(app, ANYBODY, asked.rootId) : asked;
  if (!idea || idea.deletedAt !== null) return undefined;
  const [language] = settings.languages as [string];
  const words = wordsIn(language);
  return {
    path: pathOf(idea),
    title: idea.title,
    text: excerptOf(wordsOfHtml(idea.html), LENGTH),
    facts: [words.votes(all(idea)), words.statuses[idea.status]],
    language,
    at: idea.createdAt,
  };
};

/** An entry of the changelog. */
const entryEmbed: Embeds = async (app, [root, id = '']) => {
  const settings = await readCommunity(app);
  if (!settings.isOpen || root !== 'changelog') return undefined;
  const entry = await findEntry(app, id);
  if (!entry?.publishAt) return undefined;
  const [language] = settings.languages as [string];
  return {
    path: entryPath(entry),
    title: entry.title,
    text: excerptOf(wordsOfHtml(entry.html), LENGTH),
    facts: [wordsIn(language).kinds[entry.kind]],
    language,
    at: entry.publishAt,
  };
};

export const ideaEmbeds: readonly Embeds[] = [ideaEmbed, entryEmbed];
