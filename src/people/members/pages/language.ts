import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { chooseLanguage, frameWords, languageName } from '#ui/site/index.ts';
import { safeBack } from '../domain/back.ts';
import { cookieIn, setMemberCookie } from '../service/cookies.ts';
import { COMMUNITY } from '../service/settings.ts';

const COOKIE = 'rapport_language';
const YEAR = 365 * 86_400;
const CHOICE = `${COMMUNITY}/language`;

interface Reading {
  settings: { languages: readonly string[] };
  language: string;
}

interface Choosing extends Omit<Reading, 'language'> {
  app: App;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The language that an address asks for (`?lang=de`), if it is spoken here. */
export function namedLanguage(request: FastifyRequest, spoken: readonly string[]): string | undefined {
  const { lang } = request.query as { lang?: unknown };
  return spoken.find((one) => one === lang);
}

/**
 * The language in which somebody reads who is not signed in: what the address says, what he chose once, what his browser asks for. It is one of those that
 * are spoken, so there are as many copies of a page as languages.
 */
export const languageAmong = (request: FastifyRequest, spoken: readonly string[]): string =>
  namedLanguage(request, spoken) ?? wishedLanguage(request, spoken);

type Asking = Pick<FastifyRequest, 'headers'>;

function wishedLanguage(request: Asking, spoken: readonly string[]): string {
  if (spoken.length < 2) return spoken[0] ?? 'en';
  const kept = cookieIn(request, COOKIE);
  return spoken.find((one) => one === kept) ?? chooseLanguage(request.headers['accept-language'], spoken);
}

const known = new WeakMap<App, readonly string[]>();

/** Notes what is spoken, with every page: `languageNow` has no time to ask. */
export const noteSpoken = (app: App, spoken: readonly string[]): void => void known.set(app, spoken);

/** In which of the languages of the last page somebody reads whose address names none. */
export const languageNow = (app: App, request: Asking): string =>
  wishedLanguage(request, known.get(app) ?? []);

/** What caches on the way have to look at beside the address. */
export const variesBy = (spoken: readonly string[]): string =>
  spoken.length > 1 ? 'Cookie, Accept-Language' : 'Cookie';

/** A page in each of its languages, for search engines; the bare address is in the reader's. */
export function languagesOf(
  path: string,
  spoken: readonly string[],
): { path: string; others: { language: string; path: string }[] } | undefined {
  if (spoken.length < 2) return undefined;
  const others = spoken.map((language, index) => ({
    language,
    path: index === 0 ? path : inOne(path, language),
  }));
  return { path, others: [...others, { language: 'x-default', path }] };
}

/** The address of a page in one language. */
export function inOne(path: string, language: string): string {
  const [bare = '', query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  asked.set('lang', language);
  return `${bare}?${asked}`;
}

/** Links that choose another language and come back to the page; by its own path, as nothing of what somebody wrote into an address may stand on it. */
export function languageLinks({ settings, language }: Reading, path: string): Html | null {
  if (settings.languages.length < 2) return null;
  const [bare = '', query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('lang');
  const back = asked.size === 0 ? bare : `${bare}?${asked}`;
  return markup`<nav aria-label="${frameWords(language).languages}"><ul>
    ${settings.languages.map((one) =>
      one === language
        ? markup`<li aria-current="true" lang="${one}">${languageName(one)}</li>`
        : markup`<li><a rel="nofollow" href="${CHOICE}?${new URLSearchParams({ to: one, back }).toString()}" lang="${one}" hreflang="${one}">${languageName(one)}</a></li>`,
    )}
  </ul></nav>`;
}

/** Keeps the language that somebody chose in his browser, and goes back to the page. */
export function takeLanguage({ app, request, reply, settings }: Choosing): unknown {
  const { to, back } = request.query as { to?: unknown; back?: unknown };
  const chosen = settings.languages.find((one) => one === to);
  if (chosen !== undefined)
    setMemberCookie(app, request, reply, { name: COOKIE, value: chosen, seconds: YEAR, path: '/' });
  return reply.header('cache-control', 'private, no-store').redirect(safeBack(back), 303);
}
