/** Knowledge: articles that answer questions, beside conversations and in a public help centre. */
export { knowledgeFeature } from './feature.ts';
export { runKnowledge } from './ranking/cli.ts';
/** The public help centre, without signing in. */
export { addHelpCentre } from './centre/pages.ts';
/** Articles as cards on other sites: for `embedsPort`. */
export { articleEmbed } from './centre/embed.ts';
/** Public articles for a question that is asked elsewhere, such as before a chat. */
export { findAnswers, noteHelped } from './centre/answers.ts';
export { readCentre, saveCentre } from './centre/settings.ts';
/** The help centre in the navigation of the public site; none while it is closed. */
export { helpSection } from './centre/section.ts';
export { listArticles } from './articles/read.ts';
/** Titles and texts by language, for reports and for search. */
export { type ArticleWords, readArticleWords } from './articles/words.ts';
export { changeArticle, createArticle, publishArticle, removeArticle } from './articles/service.ts';
/** Changes that others suggest, and drafts that were begun by mistake. */
export { dropUnpublished, publishChange } from './articles/publish-change.ts';
export { articleId, articleInput, bodyText, diffShape, titleText } from './schema.ts';
/** HTML of an article's Markdown. */
export { renderMarkdown as renderArticle } from './articles/markdown.ts';
/** What everybody may read of an article now, where, and what its versions said. */
export { placeOfArticle, type PublicText, readPublicText, readVersion } from './centre/public-text.ts';
/** What other features put below an article of the help centre. */
export { besideArticlePort } from './ports.ts';
/** An answer without its greeting and the handles of whom it was for. */
export { withoutGreeting } from './suggest/solved.ts';
export type { CentreSettings } from './centre/schema.ts';
/** What else fits beside a conversation: provide it for `suggestionSourcesPort`. */
export { type Question, suggestionSourcesPort, type SuggestionSource } from './ports.ts';
/** What drafts are based on. */
export { findPublicArticles, type FoundArticle } from './suggest/service.ts';
export type { Suggestion } from './suggest/schema.ts';
/** Searches, views, votes and uses, for what deflection is reckoned from. */
export { readFigures } from './figures/service.ts';
export { importArticles } from './exchange/service.ts';
export { findGaps } from './gaps/service.ts';
/** Public articles in the search of the whole site: provide it for `publicSearchPort`. */
export { articleSearch } from './centre/public-search.ts';
/** The telling words of a search, null where they may say who asked; when searches are told; and sums of days. */
export { sumOf, tellingWords, TOLD_SEARCHES } from './figures/searches.ts';
