import { z } from 'zod';
import { languageTag, route, type Route } from '#platform/http/index.ts';
import { listPages, listVersions, readPage } from './read.ts';
import {
  newPageInput,
  pageDetail,
  pageView,
  placeInput,
  sitePageId,
  textInput,
  versionView,
} from './schema.ts';
import {
  addPage,
  movePage,
  publishText,
  removePage,
  restoreVersion,
  saveText,
  withdrawText,
} from './service.ts';

const one = z.object({ id: sitePageId });
const text = one.extend({ language: languageTag });
const version = text.extend({ version: z.coerce.number().int().min(1).max(1_000_000) });
const saved = z.object({ version: z.int() });

const ofPages: readonly Route[] = [
  route({
    method: 'GET',
    url: '/site/pages',
    permission: 'site-pages.read',
    summary: 'Pages of the company’s own, with their texts by language',
    response: z.object({ items: z.array(pageView) }),
    handler: async ({ app }) => ({ items: await listPages(app) }),
  }),
  route({
    method: 'POST',
    url: '/site/pages',
    permission: 'site-pages.write',
    summary: 'Write a page; it is a draft until a text of it is published',
    body: newPageInput,
    status: 201,
    response: z.object({ id: sitePageId }),
    handler: async ({ app, actor, body: { language, ...rest } }) => ({
      id: await addPage(app, actor, language, rest),
    }),
  }),
  route({
    method: 'GET',
    url: '/site/pages/:id',
    permission: 'site-pages.read',
    summary: 'One page with what is saved of its texts',
    params: one,
    response: pageDetail,
    handler: ({ app, params }) => readPage(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/site/pages/:id/place',
    permission: 'site-pages.write',
    summary: 'Put a page into the header or the footer of all public pages, or out of both',
    params: one,
    body: placeInput,
    handler: ({ app, actor, params, body }) => movePage(app, actor, params.id, body.place),
  }),
  route({
    method: 'DELETE',
    url: '/site/pages/:id',
    permission: 'site-pages.write',
    summary: 'Remove a page; it can be brought back',
    params: one,
    handler: ({ app, actor, params }) => removePage(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/site/pages/:id/restore',
    permission: 'site-pages.write',
    summary: 'Bring back a removed page as it was',
    params: one,
    handler: ({ app, actor, params }) => removePage(app, actor, params.id, false),
  }),
];

const ofTexts: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/site/pages/:id/texts/:language',
    permission: 'site-pages.write',
    summary: 'Save a text as its next version; readers see it once it is published',
    params: text,
    body: textInput,
    response: saved,
    handler: async ({ app, actor, params, body }) => ({
      version: await saveText(app, actor, params.id, params.language, body),
    }),
  }),
  route({
    method: 'PUT',
    url: '/site/pages/:id/texts/:language/published',
    permission: 'site-pages.write',
    summary: 'Show readers what is saved; an address that it had before leads to the new one',
    params: text,
    handler: ({ app, actor, params }) => publishText(app, actor, params.id, params.language),
  }),
  route({
    method: 'DELETE',
    url: '/site/pages/:id/texts/:language/published',
    permission: 'site-pages.write',
    summary: 'Hide a text from readers; it stays a draft',
    params: text,
    handler: ({ app, actor, params }) => withdrawText(app, actor, params.id, params.language),
  }),
  route({
    method: 'GET',
    url: '/site/pages/:id/texts/:language/versions',
    permission: 'site-pages.read',
    summary: 'What was saved of a text, the newest first',
    params: text,
    response: z.object({ items: z.array(versionView) }),
    handler: async ({ app, params }) => ({ items: await listVersions(app, params.id, params.language) }),
  }),
  route({
    method: 'POST',
    url: '/site/pages/:id/texts/:language/versions/:version/restore',
    permission: 'site-pages.write',
    summary: 'Write an earlier version anew, as the next one',
    params: version,
    response: saved,
    handler: async ({ app, actor, params: { id, ...rest } }) => ({
      version: await restoreVersion(app, actor, { pageId: id, ...rest }),
    }),
  }),
];

export const sitePageRoutes: readonly Route[] = [...ofPages, ...ofTexts];
