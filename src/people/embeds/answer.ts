import { addressOf, originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { escapeText, markup, trusted } from '#lib/html/index.ts';
import { xmlOf } from '#ui/feeds/index.ts';
import { CARD_PATH } from './card.ts';
import type { EmbedCard } from './ports.ts';

const WIDTH = { usual: 560, least: 220 };
const HEIGHT = { usual: 230, least: 120 };
export const CACHE_SECONDS = 3600;

export interface Size {
  width: number;
  height: number;
}

/** The size of the frame: as usual, and never larger than asked for (oEmbed 1.0, 2.2), as long as something can be read in it. */
export function sizeFor(asked: { maxwidth?: unknown; maxheight?: unknown }): Size {
  const fit = (given: unknown, { usual, least }: typeof WIDTH) => {
    const most = typeof given === 'string' && /^\d{1,6}$/.test(given) ? Number(given) : usual;
    return Math.max(least, Math.min(most, usual));
  };
  return { width: fit(asked.maxwidth, WIDTH), height: fit(asked.maxheight, HEIGHT) };
}

type Said = Record<string, string | number>;

/** An answer of the kind `rich`: a frame with the card. */
export function richAnswer(app: App, siteName: string, card: EmbedCard, size: Size): Said {
  const query = new URLSearchParams({ path: card.path });
  const src = addressOf(app, `${CARD_PATH}?${query}`);
  const html = markup`<iframe src="${src}" width="${size.width}" height="${size.height}" title="${card.title}" style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  return {
    version: '1.0',
    type: 'rich',
    title: card.title,
    ...(card.author === undefined ? {} : { author_name: card.author }),
    provider_name: siteName,
    provider_url: originOf(app, card.path),
    cache_age: CACHE_SECONDS,
    html: html.text,
    ...size,
  };
}

/** The same as XML: an element for each name. */
export function xmlAnswer(said: Said): string {
  const rows = Object.entries(said).map(([name, value]) => `<${name}>${escapeText(String(value))}</${name}>`);
  return xmlOf(trusted(`<oembed>${rows.join('')}</oembed>`));
}
