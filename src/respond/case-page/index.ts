/** The page that the customer of a case opens by a link: what was said, where it stands, what happens next. */
export { casePageFeature } from './feature.ts';
/** Serves the pages themselves, for people who are not signed in. */
export { addCasePages } from './pages.ts';
/** The first is told its link only once; the second removes what people made who were never real. */
export { dropPagesOf, sharePage } from './service.ts';
export { casePromisesPort } from './ports.ts';
