/** Cards of public pages on other sites: oEmbed 1.0 and the page that may be framed. */
export { addEmbedPages } from './pages.ts';
/** What features show of their pages: `(app, ['ideas', 'idea_…'])` → a card as a stranger sees it. */
export { type EmbedCard, type Embeds, embedsPort } from './ports.ts';
