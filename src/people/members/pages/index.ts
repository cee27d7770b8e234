import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { sendShared } from '#ui/site/index.ts';
import { PICTURE_MOST_BYTES } from '../domain/picture.ts';
import { COMMUNITY } from '../service/settings.ts';
import {
  askForMail,
  showEntrance,
  showSent,
  takeEntrance,
  takeMail,
  takePassword,
  takeSiteToken,
} from './entry.ts';
import type { Visit } from './frame.ts';
import { takeLanguage } from './language.ts';
import { ACTS, showMe, takeMail as takeNewMail, takeMe } from './me.ts';
import { PASSKEY_CODE, PASSKEY_SCRIPT } from './passkey-script.ts';
import { sendPasskeyQuestion, takePasskey } from './passkeys.ts';
import { sendFace, sendFeed, showMember } from './public.ts';
import { askToSignOut, signOut } from './sign-out.ts';
import { takeLogout } from './single-logout.ts';
import { visitPages } from './visit-pages.ts';
import { askToConnect, beginWay, endWay, sendMetadata, takeAnswer, takeConnect } from './ways.ts';

const ROOM = 64 * 1024;
/** Pictures, and what SAML providers send. */
const ROOMS: Readonly<Record<string, number>> = {
  '/me/picture': PICTURE_MOST_BYTES + ROOM,
  '/ways/:id/back': 4 * ROOM,
};

type Answer = (visit: Visit) => Promise<unknown> | unknown;

/** Signing in with an account elsewhere, or with a device. */
const ELSEWHERE: readonly ['GET' | 'POST', string, Answer][] = [
  ['GET', '/ways/:id/start', beginWay],
  ['GET', '/ways/:id/back', endWay],
  ['POST', '/ways/:id/back', takeAnswer],
  ['GET', '/ways/:id/metadata', sendMetadata],
  ['GET', '/ways/:id/logout', takeLogout],
  ['GET', '/connect', askToConnect],
  ['POST', '/connect', takeConnect],
  ['POST', '/passkeys/ask', sendPasskeyQuestion],
  ['POST', '/sign-in/passkey', takePasskey],
];

/** Members' public pages: joining, signing in and out, and their settings. */
export async function addMemberPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const add = visitPages(app, pages, { reading: 120 });
    const page = (method: 'GET' | 'POST', path: string, answer: Answer) =>
      add(method, `${COMMUNITY}${path}`, answer, ROOMS[path]);
    for (const purpose of ['sign-in', 'join'] as const) {
      page('GET', `/${purpose}`, (visit) => askForMail(visit, purpose));
      page('POST', `/${purpose}`, (visit) => takeMail(visit, purpose));
    }
    page('POST', '/sign-in/password', takePassword);
    page('GET', '/members/:handle', showMember);
    page('GET', '/language', takeLanguage);
    page('GET', '/me', (visit) => showMe(visit, 'profile'));
    page('GET', '/me/account', (visit) => showMe(visit, 'account'));
    page('GET', '/me/links', (visit) => showMe(visit, 'links'));
    page('GET', '/me/privacy', (visit) => showMe(visit, 'privacy'));
    page('GET', '/me/mail', takeNewMail);
    for (const name of Object.keys(ACTS)) page('POST', `/me/${name}`, (visit) => takeMe(visit, name));
    page('GET', '/sign-in/sent', showSent);
    page('GET', '/hand-over', takeSiteToken);
    page('GET', '/enter', showEntrance);
    page('POST', '/enter', takeEntrance);
    for (const [method, path, answer] of ELSEWHERE) page(method, path, answer);
    page('GET', '/sign-out', askToSignOut);
    page('POST', '/sign-out', signOut);
    addFiles(app, pages);
  });
}

/** Pictures of members, their private feeds, and the script of passkeys. */
function addFiles(app: App, pages: HttpServer): void {
  pages.get(PASSKEY_SCRIPT, { schema: { hide: true } }, (request, reply) =>
    sendShared(request, reply, {
      body: PASSKEY_CODE,
      type: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=3600',
    }),
  );
  const options = { config: { rateLimit: { max: 600, timeWindow: 60_000 } }, schema: { hide: true } };
  pages.get<{ Params: { id: string } }>(`${COMMUNITY}/faces/:id`, options, (request, reply) =>
    sendFace(app, request.params.id, reply),
  );
  pages.get<{ Params: { secret: string } }>(`${COMMUNITY}/feeds/:secret.atom`, options, (request, reply) =>
    sendFeed(app, request, reply),
  );
}
