import { z } from 'zod';
import { markup } from '#lib/html/index.ts';
import { memberErrors } from '../errors.ts';
import { beginAttempt, endAttempt } from '../providers/attempts.ts';
import { reasonOf } from '../providers/reasons.ts';
import type { SamlProvider } from '../providers/schema.ts';
import { type Asking, askToEnd, isEnded } from '../providers/single-logout/ask.ts';
import { endByRequest } from '../providers/single-logout/take.ts';
import { endSession } from '../service/current.ts';
import { COMMUNITY } from '../service/settings.ts';
import { wordsIn } from '../words/index.ts';
import { messageView } from './entry-views.ts';
import { showPage, type Visit } from './frame.ts';
import { failed, trying } from './ways.ts';

/** Ends the session of this browser, and where it began at an identity provider with single logout, sends the browser there to end it as well. */
export async function endEverywhere(visit: Visit, sessionId: string): Promise<unknown> {
  const { app, request, reply } = visit;
  // Whatever is wrong there, it ends here.
  const asking = await askToEnd(app, sessionId).catch((error: unknown) => {
    app.log.warn(
      { reasons: [reasonOf(error)] },
      'an identity provider could not be asked to sign somebody out',
    );
    return undefined;
  });
  await endSession(app, request, reply);
  if (!asking) return reply.redirect(COMMUNITY, 303);
  await beginAttempt(app, request, reply, {
    providerId: asking.provider.id,
    memberId: null,
    back: COMMUNITY,
    kept: { logoutRequestId: asking.requestId },
    secret: asking.relay,
  });
  return showOnTheWay(visit, asking);
}

/** No redirect: browsers that send a form follow none to another site where our pages allow no form to go there. */
function showOnTheWay(visit: Visit, { provider, address }: Asking): Promise<unknown> {
  const words = wordsIn(visit.language);
  visit.reply.header('refresh', `0;url=${address}`);
  const body = markup`<h1>${words.signedOutTitle}</h1><p role="status">${words.signedOutHere(provider.name)}</p>
    <p><a class="button" href="${address}">${words.signOutThere(provider.name)}</a></p>`;
  return own(visit, words.signedOutTitle, body);
}

/** Where an identity provider asks us to sign somebody out, and where it answers when we asked it. */
export async function takeLogout(visit: Visit): Promise<unknown> {
  const { app, request } = visit;
  return trying(
    visit,
    async (provider) => {
      if (provider.kind !== 'saml') throw memberErrors('member.way_closed');
      const query = request.url.slice(request.url.indexOf('?') + 1);
      if (/(?:^|&)SAMLResponse=/.test(query)) return takeEnded(visit, provider, query);
      try {
        return await takeRequest(visit, provider, query);
      } catch (error) {
        app.log.warn(
          { provider: provider.id, reasons: [reasonOf(error)] },
          'nobody was signed out by a provider',
        );
        return failed(visit, memberErrors('member.logout_refused', { provider: provider.name }));
      }
    },
    // One that lets nobody in any more still ends what it began.
    false,
  );
}

async function takeRequest(visit: Visit, provider: SamlProvider, query: string): Promise<unknown> {
  const { app, request, reply, member } = visit;
  const { sessionIds, address } = await endByRequest(app, provider, query);
  if (member && sessionIds.includes(member.sessionId)) await endSession(app, request, reply);
  return reply.header('cache-control', 'no-store').redirect(address, 303);
}

const keptShape = z.object({ logoutRequestId: z.string().min(1) });

/** Its answer changes nothing: it only tells whether the session is over there, too. */
async function takeEnded(visit: Visit, provider: SamlProvider, query: string): Promise<unknown> {
  const { app, request, language } = visit;
  const words = wordsIn(language);
  const { RelayState: relay } = request.query as { RelayState?: unknown };
  const isOver = async () => {
    const attempt = await endAttempt(app, request, typeof relay === 'string' ? relay : '');
    const { logoutRequestId } = keptShape.parse(attempt.kept);
    return attempt.providerId === provider.id && isEnded(app, provider, query, logoutRequestId);
  };
  const isSure = await isOver().catch((error: unknown) => {
    app.log.warn(
      { provider: provider.id, reasons: [reasonOf(error)] },
      'a provider did not say that somebody is signed out',
    );
    return false;
  });
  const text = isSure ? words.signedOutBoth(provider.name) : words.signedOutUnsure(provider.name);
  const link = { path: COMMUNITY, text: words.back };
  return own(visit, words.signedOutTitle, messageView(words.signedOutTitle, text, link));
}

const own = (visit: Visit, title: string, body: ReturnType<typeof markup>): Promise<unknown> =>
  showPage(
    { ...visit, member: undefined },
    { title, path: `${COMMUNITY}/sign-in`, body, isHidden: true, isPrivate: true },
  );
