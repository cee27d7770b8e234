import { markup } from '#lib/html/index.ts';
import { dayIn, directionOf } from '#ui/site/index.ts';
import type { EmbedCard } from './ports.ts';

export const CARD_PATH = '/oembed/card';
export const CARD_STYLE = `${CARD_PATH}.css`;

/** A card as a page for a frame: no script, and its link opens beside it. */
export function cardPage(siteName: string, card: EmbedCard, pageUrl: string): string {
  const { title, text, author, facts, language, at } = card;
  const said = [...(author === undefined ? [] : [author]), dayIn(at, language), ...facts];
  return markup`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" /><title>${title} – ${siteName}</title>
        <link rel="canonical" href="${pageUrl}" />
        <link rel="stylesheet" href="${CARD_STYLE}" />
      </head>
      <body>
        <main>
          <article dir="auto">
            <h1><a href="${pageUrl}" target="_blank" rel="noopener">${title}</a></h1>
            <p>${text}</p>
          </article>
          <footer><span>${said.join(' · ')}</span> <b>${siteName}</b></footer>
        </main>
      </body>
    </html>`.text;
}

/** What a card looks like where it is no longer to be seen. */
export function goneCard(language: string, words: { title: string; text: string }): string {
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" /><meta name="robots" content="noindex" /><title>${words.title}</title>
        <link rel="stylesheet" href="${CARD_STYLE}" />
      </head>
      <body>
        <main><article><h1>${words.title}</h1><p>${words.text}</p></article></main>
      </body>
    </html>`.text;
}

/** In the reader's light or dark; `colour` is the company's as text on light and on dark paper. */
export const cardStyle = (colour: { light: string; dark: string }): string =>
  `:root{color-scheme:light dark}*{box-sizing:border-box}html,body{height:100%;margin:0}
body{font:16px/1.5 system-ui,sans-serif;color:light-dark(#191a1e,#ececef);background:light-dark(#fff,#17181b);overflow-wrap:anywhere}
main{display:flex;flex-direction:column;min-height:100%;padding:16px 18px;border:1px solid light-dark(#dcdce2,#34363c);border-radius:10px}
article{flex:1}h1{font-size:18px;line-height:1.3;margin:0 0 6px;text-wrap:balance}a{color:light-dark(${colour.light},${colour.dark})}:focus-visible{outline:3px solid currentColor;outline-offset:2px}
p{margin:0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}footer{display:flex;flex-wrap:wrap;gap:2px 16px;justify-content:space-between;margin-top:12px;font-size:14px;color:light-dark(#50535b,#abaeb7)}
@media(max-height:170px){p{-webkit-line-clamp:2}main{padding:10px 14px}}`;
