import type { App } from '#platform/app/index.ts';
import type { Section } from '#people/site/index.ts';
import { catalogueOf } from './catalogue.ts';
import { CENTRE } from './settings.ts';

/** The help centre's entry in the navigation of the public site. */
export async function helpSection(app: App, language: string): Promise<Section | undefined> {
  const { settings } = await catalogueOf(app);
  if (!settings.isOpen) return undefined;
  const path = settings.languages.includes(language) ? `${CENTRE}/${language}` : CENTRE;
  return { key: 'help', path, root: CENTRE, label: settings.name };
}
