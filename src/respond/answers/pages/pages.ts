import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { addAssets, SEARCH_PATH, SEARCH_SCRIPT } from '#ui/site/index.ts';
import { CONTACT } from '../contact/settings.ts';
import {
  askToConfirm,
  showForm,
  showSent,
  suggestForForm,
  takeAnswered,
  takeConfirm,
  takeForm,
} from './contact-pages.ts';
import { CONTACT_SCRIPT } from './contact-view.ts';
import { CONTACT_CODE, SEARCH_CODE } from './script.ts';
import { openResult, showSearch, showThanks, suggest, takeHelped } from './search-pages.ts';
import { ANSWERS_STYLE, STYLE } from './style.ts';
import { type AnswerVisit, openAnswerVisit } from './visit.ts';

const READING = { rateLimit: { max: 300, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 30, timeWindow: 60_000 } };
const ROOM = 64 * 1024;
const MOST_FILES = 3;

type Answer = (visit: AnswerVisit) => Promise<unknown>;

const READ: Readonly<Record<string, Answer>> = {
  [SEARCH_PATH]: showSearch,
  [`${SEARCH_PATH}/open`]: openResult,
  [`${SEARCH_PATH}/suggest`]: suggest,
  [`${SEARCH_PATH}/thanks`]: showThanks,
  [CONTACT]: showForm,
  [`${CONTACT}/suggest`]: suggestForForm,
  [`${CONTACT}/confirm`]: askToConfirm,
  [`${CONTACT}/sent`]: showSent,
};

const WRITE: Readonly<Record<string, Answer>> = {
  [`${SEARCH_PATH}/helped`]: takeHelped,
  [CONTACT]: takeForm,
  [`${CONTACT}/answered`]: takeAnswered,
  [`${CONTACT}/confirm`]: takeConfirm,
};

/** The search of the whole public site and the contact form: for everybody, readable without scripts. */
export async function addAnswerPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    for (const [path, answer] of Object.entries(READ))
      pages.get(path, { config: READING, schema: { hide: true } }, async (request, reply) => {
        const visit = await openAnswerVisit(app, request, reply);
        return visit ? answer(visit) : reply;
      });
    for (const [path, answer] of Object.entries(WRITE))
      pages.post(
        path,
        {
          config: WRITING,
          bodyLimit: path === CONTACT ? MOST_FILES * app.config.filesMaxBytes + ROOM : ROOM,
          schema: { hide: true },
        },
        async (request, reply) => {
          const visit = await openAnswerVisit(app, request, reply);
          return visit ? answer(visit) : reply;
        },
      );
    addAssets(pages, [
      [STYLE, ANSWERS_STYLE, 'css'],
      [SEARCH_SCRIPT, SEARCH_CODE, 'javascript'],
      [CONTACT_SCRIPT, CONTACT_CODE, 'javascript'],
    ]);
  });
}
