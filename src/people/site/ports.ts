import { type App, definePort } from '#platform/app/index.ts';
import type { Section } from './domain/arrange.ts';

/** The parts of the public site, in their usual order; each tells its entry in a language, or none while it is closed. */
export const sectionsPort =
  definePort<readonly ((app: App, language: string) => Promise<Section | undefined>)[]>('site.sections');

/** Published pages of the company's own, in a language, with keys `page:…`; every page of the site asks, so they are kept in memory. */
export const sitePagesPort = definePort<(app: App, language: string) => Promise<Section[]>>('site.pages');

/** The languages that public pages speak; the first one where nothing else fits. */
export const siteLanguagesPort = definePort<(app: App) => Promise<readonly string[]>>('site.languages');
