import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { type Html, markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { frameWords, type SectionRow, type SiteLook } from '#ui/site/index.ts';
import type { Section } from './domain/arrange.ts';
import type { Look } from './schema.ts';
import { triedLook } from './service/drafts.ts';
import { readLook } from './service/look.ts';
import { arranged } from './service/navigation.ts';

/** Where what the site wears is found. */
export const SITE = '/site';
export const SITE_STYLE = `${SITE}/style.css`;

/** What a page of the site wears: spread it into its `site`. */
export interface Dress {
  stylesheets: readonly string[];
  logoUrl: string | null;
  darkLogoUrl: string | null;
  iconUrl: string | null;
  /** Somebody tries a look that is not saved: the page is his alone, and stands in a frame of ours. */
  isTried: boolean;
}

/** What a page wears for this request: the saved look, or one that somebody tries. */
export async function dressOf(app: App, request?: Pick<FastifyRequest, 'query'>): Promise<Dress> {
  const tried = request && (await triedLook(app, request));
  if (!tried) return worn((await readLook(app)).settings, '');
  const scheme = tried.scheme ?? (tried.look.scheme === 'both' ? undefined : tried.look.scheme);
  return worn(
    { ...tried.look, scheme: scheme ?? 'both' },
    `look=${tried.id}${scheme ? `&scheme=${scheme}` : ''}`,
  );
}

function worn(look: Look, tried: string): Dress {
  const isDark = look.scheme === 'dark';
  const [logo, other] = [look.logoFileId ?? look.darkLogoFileId, look.darkLogoFileId];
  const addressOf = (id: string | null) => id && `${SITE}/pictures/${id}${tried && `?${tried}`}`;
  return {
    stylesheets: [`${SITE_STYLE}?${tried || `v=${sumOf(look)}`}`],
    logoUrl: addressOf(isDark ? (other ?? logo) : logo),
    darkLogoUrl: look.scheme === 'both' && other !== logo ? addressOf(other) : null,
    iconUrl: addressOf(look.iconFileId),
    isTried: tried !== '',
  };
}

const sums = new WeakMap<SiteLook, string>();

/** Says which look it is: another one has another address, and so no browser shows an old one. */
export function sumOf(look: SiteLook): string {
  const known = sums.get(look);
  if (known) return known;
  const sum = createHash('sha256').update(JSON.stringify(look)).digest('base64url').slice(0, 12);
  sums.set(look, sum);
  return sum;
}

/** A page that is tried may stand in a frame of the console. */
export function allowFrame(reply: FastifyReply): void {
  reply.header('x-frame-options', 'SAMEORIGIN');
}

/** The head and the foot of a page, as the company arranged them; `current` is the key of the page's section. */
export async function navigationOf(
  app: App,
  language: string,
  current: string | undefined,
): Promise<{ sections: readonly Section[]; row: SectionRow; foot: Html | null }> {
  const { header, footer } = await arranged(app, language);
  const words = frameWords(language);
  const linkOf = ({ key, path, label }: Section) =>
    markup`<a href="${path}"${key === current ? markup` aria-current="page"` : null}>${label}</a>`;
  const foot = markup`<nav class="foot" aria-label="${words.more}">
    <ul>
      ${footer.map((section) => markup`<li>${linkOf(section)}</li>`)}
    </ul>
  </nav>`;
  return {
    sections: header,
    row: { label: words.sections, links: header.map(linkOf) },
    foot: footer.length > 0 ? foot : null,
  };
}
