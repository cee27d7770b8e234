import { markup } from '#lib/html/index.ts';
import { givenForm } from '#platform/http/index.ts';
import { memberErrors } from '../errors.ts';
import { isProven, proofFor } from '../service/current.ts';
import { COMMUNITY } from '../service/settings.ts';
import { wordsIn } from '../words/index.ts';
import { showPage, type Visit } from './frame.ts';
import { endEverywhere } from './single-logout.ts';

export function askToSignOut(visit: Visit): Promise<unknown> | unknown {
  const words = wordsIn(visit.language);
  const { app, member, reply } = visit;
  if (!member) return reply.redirect(COMMUNITY, 303);
  return showPage(visit, {
    isHidden: true,
    isPrivate: true,
    title: words.signOut,
    path: `${COMMUNITY}/sign-out`,
    body: markup`<h1>${words.signOut}</h1>
      <p>${words.signOutText}</p>
      <form class="form" method="post" action="${COMMUNITY}/sign-out">
        <input type="hidden" name="proof" value="${proofFor(app, member, 'sign-out')}" />
        <div class="actions"><button>${words.signOut}</button></div>
      </form>`,
  });
}

export async function signOut(visit: Visit): Promise<unknown> {
  const { app, request, reply, member } = visit;
  if (!member) return reply.redirect(COMMUNITY, 303);
  const proof = givenForm(request).text('proof');
  if (!isProven(app, request, member, { what: 'sign-out', proof })) throw memberErrors('member.form_over');
  return endEverywhere(visit, member.sessionId);
}
