import { randomPKCECodeVerifier } from 'openid-client';
import { z } from 'zod';
import { markup } from '#lib/html/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { givenForm } from '#platform/http/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { safeBack } from '../domain/back.ts';
import { memberErrors } from '../errors.ts';
import { arriveFrom, connect } from '../providers/arrive.ts';
import { type Attempt, beginAttempt, browserOf, endAttempt } from '../providers/attempts.ts';
import { backUrl, readProvider } from '../providers/manage.ts';
import { oauthAddress, oauthSaid } from '../providers/oauth.ts';
import { oidcAddress, oidcSaid } from '../providers/oidc.ts';
import { whyFailed } from '../providers/reasons.ts';
import { newRequestId, samlAddress, samlMetadata } from '../providers/saml.ts';
import { proveByAnswer } from '../providers/saml-answer.ts';
import { type Provider, providerId, type Said } from '../providers/schema.ts';
import { lookAtProof, takeProof } from '../service/arrive.ts';
import { arrivalOf, isProven, keepCookie, proofFor } from '../service/current.ts';
import { COMMUNITY } from '../service/settings.ts';
import { wordsIn } from '../words/index.ts';
import { refused } from './entry.ts';
import { connectForm, messageView } from './entry-views.ts';
import { showPage, type Visit } from './frame.ts';

/** What the forms and links that connect something are proven by. */
export const CONNECT = 'connect';

/** Begins to sign in elsewhere; with `connect`, the proof of a page of his own, a member connects that account with his. */
export async function beginWay(visit: Visit): Promise<unknown> {
  const { app, request, reply, member } = visit;
  const { back, connect: proof } = request.query as { back?: unknown; connect?: unknown };
  if (member && typeof proof !== 'string') return reply.redirect(safeBack(back), 303);
  return trying(visit, async (provider) => {
    if (typeof proof === 'string' && !(member && isProven(app, request, member, { what: CONNECT, proof })))
      throw memberErrors('member.form_over');
    const kept = { verifier: randomPKCECodeVerifier(), nonce: newSecret(), requestId: newRequestId() };
    const state = newSecret();
    const address = await addressAt(visit, provider, { state, kept });
    await beginAttempt(app, request, reply, {
      providerId: provider.id,
      memberId: member?.id ?? null,
      back: safeBack(back),
      kept,
      secret: state,
    });
    return reply.header('cache-control', 'no-store').redirect(address, 303);
  });
}

const keptShape = z.object({ verifier: z.string(), nonce: z.string(), requestId: z.string() });
type Kept = z.infer<typeof keptShape>;

async function addressAt(
  { app }: Visit,
  provider: Provider,
  { state, kept }: { state: string; kept: Kept },
): Promise<string> {
  const asked = { state, redirectUri: backUrl(app, provider.id), kept };
  if (provider.kind === 'saml')
    return samlAddress(app, provider, { relay: state, requestId: kept.requestId });
  return provider.kind === 'oidc'
    ? (await oidcAddress(app, provider, asked)).href
    : (await oauthAddress(app, provider, asked)).href;
}

/** Where a provider sends the browser back to, or where our own page brings it after a SAML answer. */
export async function endWay(visit: Visit): Promise<unknown> {
  const { app, request } = visit;
  return trying(visit, async (provider) => {
    const { state } = request.query as { state?: unknown };
    const attempt = await endAttempt(app, request, typeof state === 'string' ? state : '');
    if (attempt.providerId !== provider.id) throw memberErrors('member.way_over');
    return arrive(visit, provider, attempt, await saidAt(visit, provider, attempt));
  });
}

const saidShape = z.object({
  subject: z.string(),
  mail: z.string().optional(),
  isMailVerified: z.boolean(),
  name: z.string().optional(),
  there: z.string().optional(),
});

async function saidAt({ app, request }: Visit, provider: Provider, attempt: Attempt): Promise<Said> {
  if (provider.kind === 'saml') {
    if (!attempt.isProven) throw memberErrors('member.way_over');
    return saidShape.parse(attempt.kept);
  }
  const returned = new URL(backUrl(app, provider.id));
  returned.search = new URL(request.url, 'http://here.invalid').search;
  const { state } = request.query as { state: string };
  const back = { returned, state, kept: keptShape.parse(attempt.kept) };
  return provider.kind === 'oidc' ? oidcSaid(app, provider, back) : oauthSaid(app, provider, back);
}

async function arrive(visit: Visit, provider: Provider, attempt: Attempt, said: Said): Promise<unknown> {
  const { app, request, reply } = visit;
  const arrival = await arriveFrom(app, provider, said, attempt, await arrivalOf(app, request));
  if (arrival.kind === 'connected') return reply.redirect(`${COMMUNITY}/me/account?done=connected`, 303);
  if (arrival.kind === 'new')
    return reply
      .header('cache-control', 'no-store')
      .redirect(`${COMMUNITY}/enter?ticket=${arrival.ticket}`, 303);
  keepCookie(app, request, reply, arrival.token);
  return reply.redirect(safeBack(attempt.back), 303);
}

/**
 * Takes a SAML answer, which a browser brings from another site and so without our cookies. What it proves is kept with the attempt, and the
 * browser comes back for it from a page of ours, with its cookies.
 */
export async function takeAnswer(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  return trying(visit, async (provider) => {
    if (provider.kind !== 'saml') throw memberErrors('member.way_closed');
    const form = givenForm(request);
    const relay = form.text('RelayState').slice(0, 200);
    const secret = await proveByAnswer(app, provider, { relay, answer: form.text('SAMLResponse') });
    return reply
      .header('cache-control', 'no-store')
      .redirect(`${COMMUNITY}/ways/${provider.id}/back?state=${secret}`, 303);
  });
}

/** Our metadata for one identity provider. */
export async function sendMetadata(visit: Visit): Promise<unknown> {
  return trying(
    visit,
    async (provider) => {
      if (provider.kind !== 'saml') throw memberErrors('member.way_closed');
      return visit.reply
        .header('cache-control', 'public, max-age=300')
        .type('application/samlmetadata+xml')
        .send(await samlMetadata(visit.app, provider));
    },
    false,
  );
}

/** Somebody new at a provider who is a member already, and signed in meanwhile: one button connects the two. */
export async function askToConnect(visit: Visit): Promise<unknown> {
  const { app, request, reply, member } = visit;
  const { ticket } = request.query as { ticket?: unknown };
  const secret = typeof ticket === 'string' ? ticket.slice(0, 100) : '';
  if (!member)
    return reply.redirect(
      `${COMMUNITY}/sign-in?back=${encodeURIComponent(`${COMMUNITY}/connect?ticket=${secret}`)}`,
      303,
    );
  const words = wordsIn(visit.language);
  const proven = await lookAtProof(app, secret);
  const { browser, provider: id } = proven?.proof ?? {};
  if (id === undefined || browser === undefined || browser !== browserOf(app, request))
    return failed(visit, memberErrors('member.way_over'));
  try {
    const { name } = await readProvider(app, id);
    const proof = proofFor(app, member, CONNECT);
    const form = { ticket: secret, proof, provider: name, name: member.displayName };
    return await own(visit, words.connectTitle, connectForm(words, form));
  } catch (error) {
    return failed(visit, error);
  }
}

export async function takeConnect(visit: Visit): Promise<unknown> {
  const { app, request, reply, member } = visit;
  const form = givenForm(request);
  try {
    if (!member || !isProven(app, request, member, { what: CONNECT, proof: form.text('proof') }))
      throw memberErrors('member.form_over');
    await app.db.transaction(async () => {
      const { proof } = await takeProof(app, form.text('ticket').slice(0, 100));
      if (proof.browser === undefined || proof.browser !== browserOf(app, request))
        throw memberErrors('member.way_over');
      const { name } = await readProvider(app, proof.provider ?? '');
      await connect(app, member, proof, { name, address: request.ip });
    });
    return reply.redirect(`${COMMUNITY}/me/account?done=connected`, 303);
  } catch (error) {
    return failed(visit, error);
  }
}

/** Runs with the provider of the address, if it is open, and shows in plain words what went wrong. */
export async function trying(
  visit: Visit,
  run: (provider: Provider) => Promise<unknown>,
  mustBeOpen = true,
): Promise<unknown> {
  const { app, request } = visit;
  const { id } = request.params as { id: string };
  let provider: Provider;
  try {
    const known = providerId.safeParse(id).data;
    if (known === undefined) throw memberErrors('member.provider_unknown', { id: id.slice(0, 60) });
    provider = await readProvider(app, known);
    if (mustBeOpen && !provider.isOpen) throw memberErrors('member.way_closed');
  } catch (error) {
    return failed(visit, error);
  }
  try {
    return await run(provider);
  } catch (error) {
    return failed(visit, whyFailed(app, provider, error));
  }
}

export function failed(visit: Visit, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || !error.code.startsWith('member.')) throw error;
  if (error.code === 'member.suspended') return refused(visit, error);
  const words = wordsIn(visit.language);
  visit.reply.code(error.status);
  const text = words.errors[error.code] ?? error.message;
  const link = visit.member
    ? { path: `${COMMUNITY}/me/account`, text: words.back }
    : { path: `${COMMUNITY}/sign-in`, text: words.signIn };
  return own(visit, words.notDone, messageView(words.notDone, text, link));
}

function own(visit: Visit, title: string, body: ReturnType<typeof markup>): Promise<unknown> {
  return showPage(visit, { title, path: `${COMMUNITY}/sign-in`, body, isHidden: true, isPrivate: true });
}
