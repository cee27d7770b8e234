import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '#platform/addresses/index.ts';
import { type App, definePort } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { allowFrame, type Dress, dressOf, navigationOf, type Section } from '#people/site/index.ts';
import {
  chooseLanguage,
  frameWords,
  pagePolicy,
  SEARCH,
  SEARCH_SCRIPT,
  sendOwn,
  sendShared,
  siteDocument,
  type SitePage,
  siteSearch,
} from '#ui/site/index.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import type { CommunitySettings } from '../schema.ts';
import { memberOf } from '../service/current.ts';
import { COMMUNITY, readCommunity } from '../service/settings.ts';
import { publicSearchPort } from '../ports.ts';
import { wordsIn } from '../words/index.ts';
import { faceOf } from './face.ts';
import {
  inOne,
  languageAmong,
  languageLinks,
  languagesOf,
  namedLanguage,
  noteSpoken,
  variesBy,
} from './language.ts';

/** What another feature puts beside a member's name in the header, with the scripts that keep it fresh. */
export interface HeaderPart {
  html: Html;
  scripts?: readonly string[];
}

/** Parts of the header of pages of those who are signed in, in their order. */
export const headerPartsPort =
  definePort<readonly ((visit: Visit, member: SignedIn) => Promise<HeaderPart>)[]>('members.header');

/** What other features put on a member's page that everybody reads, in their order. */
export const profilePartsPort =
  definePort<readonly ((visit: Visit, member: Member) => Promise<Html | null>)[]>('members.profile');

/** One request for a page of the community. */
export interface Visit {
  app: App;
  request: FastifyRequest;
  reply: FastifyReply;
  settings: CommunitySettings;
  /** Whoever is signed in; undefined for a stranger, whose page others get as well. */
  member: SignedIn | undefined;
  language: string;
}

/** What a page needs to know of its request; undefined, and answered with 404, as long as the community is closed. */
export async function openVisit(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  /** A page of the whole site is there once one of its parts is open; one that `isThere` in any case. */
  { isOfSite = false, isThere = false }: { isOfSite?: boolean; isThere?: boolean } = {},
): Promise<Visit | undefined> {
  const [settings, known] = await Promise.all([readCommunity(app), memberOf(app, request)]);
  noteSpoken(app, settings.languages);
  const member = settings.isOpen ? known : undefined;
  const language = member
    ? (member.language ?? chooseLanguage(request.headers['accept-language'], settings.languages))
    : languageAmong(request, settings.languages);
  const visit = { app, request, reply, settings, member, language };
  if (settings.isOpen || isThere) return visit;
  if (isOfSite && (await navigationOf(app, language, undefined)).sections.length > 0) return visit;
  const words = wordsIn(language);
  reply.code(404);
  const body = markup`<h1>${words.closedTitle}</h1><p>${words.closedText}</p>`;
  const page = { title: words.closedTitle, path: COMMUNITY, isHidden: true, body, language };
  const html = siteDocument({
    site: siteOf(app, settings, await dressOf(app)),
    page,
    skip: frameWords(language).skip,
    header: [],
    footer: markup``,
  });
  sendOwn(request, reply, { body: html });
  return undefined;
}

export type CommunityPage = Omit<SitePage, 'language'> & {
  /** Key of the section of the navigation that the page belongs to. */
  section?: string;
  /** Forms of guests (sign-in) are kept nowhere, either. */
  isPrivate?: boolean;
  /** Somebody sees it in a frame of ours before it is saved or published. */
  isFramed?: boolean;
  /** Paths of service workers that its scripts may begin. */
  workers?: readonly string[];
};

/** Sends a page in the community's frame: to a member his own, to strangers one that is the same for all. */
export async function showPage(visit: Visit, page: CommunityPage): Promise<FastifyReply> {
  const { app, request, reply, settings, member, language } = visit;
  const [{ sections, row, foot }, dress] = await Promise.all([
    navigationOf(app, language, page.section),
    dressOf(app, request),
  ]);
  const words = frameWords(language);
  const parts = member
    ? await Promise.all((app.find(headerPartsPort) ?? []).map((tell) => tell(visit, member)))
    : [];
  const isSearched = page.section !== SEARCH && (app.find(publicSearchPort) ?? []).length > 0;
  const isTried = dress.isTried || page.isFramed === true;
  // A frame of ours runs none.
  const scripts = isTried
    ? []
    : [
        ...(page.scripts ?? []),
        ...(isSearched ? [SEARCH_SCRIPT] : []),
        ...parts.flatMap((part) => part.scripts ?? []),
      ];
  const body = siteDocument({
    site: settings.isOpen ? siteOf(app, settings, dress) : lessOf(siteOf(app, settings, dress), sections),
    page: { ...pictureOf(app, dress), ...inItsLanguages(visit, page), language, scripts },
    skip: words.skip,
    header: [
      isSearched ? siteSearch(language) : null,
      settings.isOpen
        ? account(
            visit,
            page.path,
            parts.map(({ html }) => html),
          )
        : null,
    ],
    sections: row,
    footer: markup`${foot}<p>${
      settings.homeUrl ? markup`<a href="${settings.homeUrl}">${new URL(settings.homeUrl).host}</a> · ` : null
    }<a href="${settings.isOpen ? COMMUNITY : (sections[0]?.path ?? COMMUNITY)}">${words.home}</a></p>${member ? null : languageLinks(visit, page.path)}`,
  });
  const policy = pagePolicy(request, { scripts, workers: page.workers ?? [], isFramed: isTried });
  if (isTried) allowFrame(reply);
  return member || isTried || page.isPrivate === true
    ? sendOwn(request, reply, { body, policy })
    : sendShared(request, reply, { body, policy, vary: variesBy(settings.languages) });
}

/** What stands for a page without a picture of its own where somebody shares it. */
function pictureOf(app: App, { logoUrl }: Dress): { imageUrl?: string } {
  return logoUrl === null ? {} : { imageUrl: `${originOf(app, COMMUNITY)}${logoUrl}` };
}

/** Strangers read a page in any language of the community; an address that names one is a page of its own. */
function inItsLanguages({ request, settings, member, language }: Visit, page: CommunityPage): CommunityPage {
  const found = member || page.others ? undefined : languagesOf(page.path, settings.languages);
  if (!found) return page;
  const isOne = namedLanguage(request, settings.languages.slice(1)) !== undefined;
  return { ...page, others: found.others, path: isOne ? inOne(page.path, language) : page.path };
}

function siteOf(app: App, settings: CommunitySettings, dress: Dress) {
  return { name: settings.name, publicUrl: originOf(app, COMMUNITY), homePath: COMMUNITY, ...dress };
}

/** While the community is closed, the first part that is open gives its name to pages of the whole site. */
function lessOf(site: ReturnType<typeof siteOf>, [first]: readonly Section[]) {
  return first ? { ...site, name: first.label, homePath: first.path } : site;
}

function account({ member, language, settings }: Visit, path: string, parts: readonly Html[]): Html {
  const words = frameWords(language);
  if (member)
    return markup`<nav aria-label="${words.account}">
      <ul>
        ${parts.map((part) => markup`<li>${part}</li>`)}
        <li>
          <a class="me" href="${COMMUNITY}/me">${faceOf(member, 'small')}<span>${member.displayName}</span></a>
        </li>
      </ul>
    </nav>`;
  const back = `?back=${encodeURIComponent(path)}`;
  return markup`<nav aria-label="${words.account}">
    <ul>
      <li><a href="${COMMUNITY}/sign-in${back}">${words.signIn}</a></li>
      ${settings.takesMembers ? markup`<li><a class="button" href="${COMMUNITY}/join${back}">${words.join}</a></li>` : null}
    </ul>
  </nav>`;
}
