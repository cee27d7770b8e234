import { type Html, markup } from '#lib/html/index.ts';
import { frameWords } from './words/index.ts';

/** Where the search of the whole site is found, and what its pages name as their section. */
export const SEARCH_PATH = '/search';
export const SEARCH = 'search';
/** Answers while somebody types; the search works without it. */
export const SEARCH_SCRIPT = `${SEARCH_PATH}/search.js`;

/** The search of the whole site, for the header of every public page. */
export function siteSearch(language: string): Html {
  const words = frameWords(language);
  return markup`<form class="find" role="search" aria-label="${words.searchAll}" action="${SEARCH_PATH}">
    <input type="hidden" name="lang" value="${language}" /><input
      type="search"
      name="q"
      aria-label="${words.searchAll}"
      placeholder="${words.searchAll}"
      maxlength="300"
      autocomplete="off"
      data-find
      required
    /><button>${words.search}</button>
  </form>`;
}
