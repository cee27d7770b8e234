import { AppError } from '#platform/errors/index.ts';
import { givenForm } from '#platform/http/index.ts';
import { safeBack } from '../domain/back.ts';
import { memberErrors } from '../errors.ts';
import { arrivalOf, isProven, keepCookie } from '../service/current.ts';
import { askForNewPasskey, askForPasskey, enterByPasskey } from '../service/passkeys.ts';
import { askForMail, refused, refuseForeign, textOf } from './entry.ts';
import type { Visit } from './frame.ts';

/** What a browser needs to use a passkey, or for a signed-in member with a proof, to make one. */
export async function sendPasskeyQuestion(visit: Visit): Promise<unknown> {
  const { app, request, reply, member } = visit;
  const form = givenForm(request);
  const asked = { app, request, reply };
  try {
    refuseForeign(visit);
    if (form.text('what') !== 'create') return send(visit, await askForPasskey(asked));
    const isOwn = member && isProven(app, request, member, { what: 'passkeys', proof: form.text('proof') });
    if (!isOwn) throw memberErrors('member.form_over');
    return send(visit, await askForNewPasskey(asked, member));
  } catch (error) {
    return send(visit, { error: textOf(visit, error) });
  }
}

function send({ reply }: Visit, body: object): unknown {
  return reply
    .header('cache-control', 'private, no-store')
    .type('application/json')
    .send(JSON.stringify(body));
}

export async function takePasskey(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  refuseForeign(visit);
  const form = givenForm(request);
  try {
    const from = await arrivalOf(app, request);
    keepCookie(app, request, reply, await enterByPasskey(app, request, form.text('answer'), from));
  } catch (error) {
    if (error instanceof AppError && error.code === 'member.suspended') return refused(visit, error);
    return askForMail(visit, 'sign-in', textOf(visit, error));
  }
  return reply.redirect(safeBack(form.text('back')), 303);
}
