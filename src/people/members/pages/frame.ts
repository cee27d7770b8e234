import type { FastifyReply, FastifyRequest } from 'fastify';
import { type App, definePort } from '#platform/app/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import {
  chooseLanguage,
  frameWords,
  pagePolicy,
  SEARCH,
  SEARCH_SCRIPT,
  sendOwn,
  sendShared,
  type SectionRow,
  siteDocument,
  type SitePage,
  siteSearch,
} from '#ui/site/index.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import type { CommunitySettings } from '../schema.ts';
import { memberOf } from '../service/current.ts';
import { COMMUNITY, logoPath, readCommunity } from '../service/settings.ts';
import { publicSearchPort } from '../ports.ts';
import { wordsIn } from '../words/index.ts';
import { faceOf } from './face.ts';

/** An entry of the navigation of public pages. */
export interface Section {
  /** What pages name as their `section`. */
  key: string;
  path: string;
  label: string;
  /** Below it lies all of the section, its `sitemap.xml` too; search engines are not sent to a section without it. */
  root?: string;
}

/** The parts of the public site, in their order; each tells its entry in a language, or none while it is closed. */
export const sectionsPort =
  definePort<readonly ((app: App, language: string) => Promise<Section | undefined>)[]>('site.sections');

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
  /** A page of the whole site is there once one of its parts is open. */
  { isOfSite = false }: { isOfSite?: boolean } = {},
): Promise<Visit | undefined> {
  const [settings, known] = await Promise.all([readCommunity(app), memberOf(app, request)]);
  const member = settings.isOpen ? known : undefined;
  const language = member
    ? (member.language ?? chooseLanguage(request.headers['accept-language'], settings.languages))
    : settings.languages[0]!;
  const visit = { app, request, reply, settings, member, language };
  if (settings.isOpen || (isOfSite && (await sectionsOf(app, language)).length > 0)) return visit;
  const words = wordsIn(language);
  reply.code(404);
  const body = markup`<h1>${words.closedTitle}</h1><p>${words.closedText}</p>`;
  const page = { title: words.closedTitle, path: COMMUNITY, isHidden: true, body, language };
  const html = siteDocument({
    site: siteOf(app, settings),
    page,
    skip: frameWords(language).skip,
    header: [],
    footer: markup``,
  });
  sendOwn(request, reply, { body: html });
  return undefined;
}

/** The parts of the site that are open. */
async function sectionsOf(app: App, language: string): Promise<Section[]> {
  const told = await Promise.all((app.find(sectionsPort) ?? []).map((tell) => tell(app, language)));
  return told.filter((section) => section !== undefined);
}

export type CommunityPage = Omit<SitePage, 'language'> & {
  /** Key of the section of the navigation that the page belongs to. */
  section?: string;
  /** Forms of guests (sign-in) are kept nowhere, either. */
  isPrivate?: boolean;
  /** Paths of service workers that its scripts may begin. */
  workers?: readonly string[];
};

/** Sends a page in the community's frame: to a member his own, to strangers one that is the same for all. */
export async function showPage(visit: Visit, page: CommunityPage): Promise<FastifyReply> {
  const { app, request, reply, settings, member, language } = visit;
  const sections = await sectionsOf(app, language);
  const words = frameWords(language);
  const parts = member
    ? await Promise.all((app.find(headerPartsPort) ?? []).map((tell) => tell(visit, member)))
    : [];
  const isSearched = page.section !== SEARCH && (app.find(publicSearchPort) ?? []).length > 0;
  const scripts = [
    ...(page.scripts ?? []),
    ...(isSearched ? [SEARCH_SCRIPT] : []),
    ...parts.flatMap((part) => part.scripts ?? []),
  ];
  const body = siteDocument({
    site: settings.isOpen ? siteOf(app, settings) : lessOf(app, settings, sections),
    page: { ...page, language, scripts },
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
    sections: rowOf(sections, language, page.section),
    footer: markup`<p>${
      settings.homeUrl ? markup`<a href="${settings.homeUrl}">${new URL(settings.homeUrl).host}</a> · ` : null
    }<a href="${settings.isOpen ? COMMUNITY : (sections[0]?.path ?? COMMUNITY)}">${words.home}</a></p>`,
  });
  const policy = pagePolicy(request, { scripts, workers: page.workers ?? [] });
  return member || page.isPrivate === true
    ? sendOwn(request, reply, { body, policy })
    : sendShared(request, reply, { body, policy });
}

function siteOf(app: App, settings: CommunitySettings) {
  return {
    name: settings.name,
    publicUrl: app.config.publicUrl,
    homePath: COMMUNITY,
    stylesheets: [`${COMMUNITY}/style.css`],
    logoUrl: logoPath(settings),
  };
}

/** While the community is closed, the first part that is open gives its name to pages of the whole site. */
function lessOf(app: App, settings: CommunitySettings, [first]: readonly Section[]) {
  const site = siteOf(app, settings);
  return first ? { ...site, name: first.label, homePath: first.path } : site;
}

/** The open parts of the site as a row of the header, for pages in a frame of their own. */
export async function siteSections(app: App, language: string, current: string): Promise<SectionRow> {
  return rowOf(await sectionsOf(app, language), language, current);
}

function rowOf(sections: readonly Section[], language: string, current: string | undefined): SectionRow {
  const links = sections.map(
    ({ key, path, label }) =>
      markup`<a href="${path}"${key === current ? markup` aria-current="page"` : null}>${label}</a>`,
  );
  return { label: frameWords(language).sections, links };
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
