/** HTTP edge: typed routes with a permission each, one error shape, limits, security headers. */
export { page, route, type Route, type RouteContext } from './route.ts';
export { API, createServer, holds, type HttpServer, mustHold } from './server.ts';
/** Copies that are sent before anything else is looked at. */
export { answerFirst, type FirstAnswer } from './first.ts';
export { isCrossSite, nonceOf } from './security.ts';
export { acceptForms, type GivenForm, givenForm } from './forms.ts';
export { addEndPage, endLink, type Ending, readEndLink } from './end-page.ts';
export { addLinkedPage, type LinkedAnswer, type LinkedAsker } from './linked-page.ts';
export { decodeCursor, decodeRank, encodeCursor, type PageOf, pageOf, pageQuery } from './paging.ts';
export { queryText } from './query-text.ts';
export { text, shortText, longText, idOf, languageTag } from './shapes.ts';
export { httpErrors } from './errors.ts';
