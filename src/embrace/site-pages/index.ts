/** Pages of the company's own on its public site: about us, imprint, privacy. */
export { sitePagesFeature } from './feature.ts';
/** Serves `/pages`. */
export { addOwnPages } from './pages.ts';
/** Published pages as they may stand in the navigation. */
export { pageSections, PAGES } from './published.ts';
/** Writes, publishes, places and removes pages. */
export { addPage, movePage, publishText, removePage, saveText } from './service.ts';
export { listPages } from './read.ts';
/** Published pages in the search of the whole site: provide it for `publicSearchPort`. */
export { pageSearch } from './public-search.ts';
