import type { FastifyReply } from 'fastify';
import { type Html, markup } from '#lib/html/index.ts';
import { type CommunityPage, showPage, type Visit } from '#people/members/index.ts';
import { FORUM_STYLE, forumVisit, type ForumVisit, reasonOf } from '#embrace/forum/index.ts';
import { limitWords } from '#embrace/trust/index.ts';
import { CHANGELOG, IDEAS, type Reader, ROADMAP } from '../domain.ts';
import { readerOf } from '../idea/boards.ts';
import { type Words, wordsIn } from '../words/index.ts';

export const STYLE = `${IDEAS}/ideas.css`;

/** A visit of a page of ideas, with what it is read in and by whom. */
export interface IdeaVisit extends ForumVisit {
  say: Words;
  reader: Reader;
}

export async function ideaVisit(visit: Visit): Promise<IdeaVisit> {
  const say = wordsIn(visit.language);
  const base = forumVisit(visit);
  const words = { ...base.words, errors: { ...base.words.errors, ...say.errors } };
  return { ...base, words, say, reader: await readerOf(visit.app, base.who) };
}

type Section = 'ideas' | 'roadmap' | 'changelog';

export function show(
  visit: IdeaVisit,
  page: Omit<CommunityPage, 'section'> & { section?: Section },
): Promise<FastifyReply> {
  return showPage(visit, { isWide: true, section: 'ideas', ...page, styles: [FORUM_STYLE, STYLE] });
}

/** A page that is for nobody else, and for no search engine. */
export function showOwn(
  visit: IdeaVisit,
  page: { title: string; path: string; body: Html; scripts?: readonly string[] },
): Promise<FastifyReply> {
  return show(visit, { ...page, isHidden: true, isPrivate: true, isWide: false });
}

export function showMissing(visit: IdeaVisit): Promise<FastifyReply> {
  const { say, reply } = visit;
  reply.code(404);
  return show(visit, {
    title: say.notFoundTitle,
    path: IDEAS,
    isHidden: true,
    body: markup`<h1>${say.notFoundTitle}</h1>
      <p>${say.notFoundText}</p>
      <p><a href="${IDEAS}">${say.title}</a></p>`,
  });
}

/** Why something was refused, in the reader's language; what is no refusal is thrown on. */
export function whyNot(visit: IdeaVisit, error: unknown): { text: string; status: number } {
  const { text, status } = reasonOf(visit, error);
  return { text: limitWords(visit.language, error) ?? text, status };
}

export function showRefusal(visit: IdeaVisit, error: unknown, back = IDEAS): Promise<FastifyReply> {
  const { say, reply } = visit;
  const { text, status } = whyNot(visit, error);
  reply.code(status);
  return showOwn(visit, {
    title: say.notDone,
    path: IDEAS,
    body: markup`<h1>${say.notDone}</h1>
      <p role="alert">${text}</p>
      <p><a class="button plain" href="${back}">${say.back}</a></p>`,
  });
}

/** Ways between the three pages, above each of them. */
export function siblings({ say }: Pick<IdeaVisit, 'say'>, current: string): Html {
  const pages = [
    [IDEAS, say.title],
    [ROADMAP, say.roadmap],
    [`${IDEAS}/done`, say.done],
    [CHANGELOG, say.changelog],
  ] as const;
  return markup`<nav class="tabs" aria-label="${say.section}"><ul>
    ${pages.map(([path, label]) => markup`<li><a href="${path}"${path === current ? markup` aria-current="page"` : null}>${label}</a></li>`)}
  </ul></nav>`;
}

export const queryOf = ({ request }: IdeaVisit): Record<string, unknown> =>
  request.query as Record<string, unknown>;
export const paramsOf = ({ request }: IdeaVisit): Record<string, string> =>
  request.params as Record<string, string>;
