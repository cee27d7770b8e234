/** Search that forgives typing errors: words, their parts, and what was found by them. */
export { editsBetween, editsFor, partsOf, searchWords } from './words.ts';
export { alikeAmong, fitOf, marked } from './found.ts';
