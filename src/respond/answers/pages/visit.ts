import { openVisit, type Visit } from '#people/members/index.ts';
import type { App } from '#platform/app/index.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Html, markup } from '#lib/html/index.ts';
import { marked } from '#lib/typos/index.ts';
import { type Words, wordsIn } from '../words/index.ts';

/** A visit of a page of the whole site. */
export interface AnswerVisit extends Visit {
  words: Words;
  /** Language in which answers are looked for; the page itself speaks one that it has words in. */
  wanted: string;
}

const SPOKEN = /^(?:en|de)\b/;
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;

/** Undefined, and answered, while no part of the site is open. A stranger reads in the language that the address names (`lang`). */
export async function openAnswerVisit(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AnswerVisit | undefined> {
  const visit = await openVisit(app, request, reply, { isOfSite: true });
  if (!visit) return undefined;
  const named = fieldOf(request.query, 'lang');
  const wanted = tagOf(named) ?? visit.language;
  const language = visit.member === undefined && SPOKEN.test(wanted) ? wanted : visit.language;
  return { ...visit, language, words: wordsIn(language), wanted };
}

/** A tag as the standard writes it (`de-AT`); undefined for what is none, with which no date could be written. */
function tagOf(named: string): string | undefined {
  if (!TAG.test(named)) return undefined;
  try {
    return Intl.getCanonicalLocales(named)[0];
  } catch {
    return undefined;
  }
}

/** A value of what follows the `?`; empty where it is missing or stands there twice. */
export function fieldOf(query: unknown, name: string): string {
  const value = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  const found = value.find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
}

/** A text with the words that were looked for. */
export function highlight(text: string, words: readonly string[]): Html[] {
  return marked(text, words).map((piece) =>
    piece.isFound ? markup`<mark>${piece.text}</mark>` : markup`${piece.text}`,
  );
}
