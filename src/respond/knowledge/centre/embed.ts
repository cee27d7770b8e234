import type { Embeds } from '#people/embeds/index.ts';
import { catalogueOf, pathOf, shortOf } from './catalogue.ts';

/** A public article of the open help centre, as a card. */
export const articleEmbed: Embeds = async (app, [root, language, slug]) => {
  const { settings, articles } = await catalogueOf(app);
  if (!settings.isOpen || root !== 'help') return undefined;
  const text = articles
    .flatMap(({ texts }) => texts)
    .find((one) => one.language === language && one.slug === slug);
  return (
    text && {
      path: pathOf(text),
      title: text.title,
      text: shortOf(text),
      facts: [settings.name],
      language: text.language,
      at: text.changedAt,
    }
  );
};
