/** The public site as a whole: how its pages look, and what their navigation says. */
import './events.ts';

export { siteFeature } from './feature.ts';
/** Serves the style sheet, logo and icon. */
export { addSitePages } from './pages.ts';
/** What a page wears (`siteDocument({ site: { …, ...(await dressOf(app, request)) } })`), and its head and foot. */
export { allowFrame, type Dress, dressOf, navigationOf, SITE } from './dress.ts';
/** A page behind a link, for one reader, in the look of the site. */
export { privatePage, type PrivateView } from './private-page.ts';
export type { Section } from './domain/arrange.ts';
export { sectionsPort, siteLanguagesPort, sitePagesPort } from './ports.ts';
/** Where a page of the company's own stands: in the header, in the footer, or nowhere. */
export { partsOf, placePage, readNavigation, saveNavigation } from './service/navigation.ts';
export { readLook, saveLook } from './service/look.ts';
export { type Entry, type Look, type Navigation, USUAL as USUAL_SITE_LOOK } from './schema.ts';
