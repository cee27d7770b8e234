import { z } from 'zod';
import type { Outward } from '#platform/outward/index.ts';
import { mailErrors } from './errors.ts';

const address = z
  .url()
  .max(500)
  .regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/, 'must begin with https://');

/** How a mailbox is entered without its password (OAuth 2, XOAUTH2). The client's secret is kept where else the password is. */
export const oauthSettings = z.object({
  /** `code`: somebody signs in at the provider; `client`: the program itself may enter (Microsoft 365, by its administrator). */
  grant: z.enum(['code', 'client']).default('code'),
  authorizeUrl: address.optional(),
  tokenUrl: address,
  clientId: z.string().trim().min(1).max(300),
  scope: z.string().trim().max(1000).default(''),
});
export type OauthSettings = z.infer<typeof oauthSettings>;

export const oauthTokens = z.object({
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  /** Null where the provider gave none. */
  refreshToken: z.string().nullable(),
});
export type OauthTokens = z.infer<typeof oauthTokens>;

/** What somebody brought back from the provider. `verifier` proves that it was asked for here (RFC 7636). */
export interface OauthGrant {
  code: string;
  verifier: string;
  redirectUri: string;
}

/** Where somebody signs in; undefined where nothing tells. `challenge` is the SHA-256 of the verifier, base64url. */
export function authorizeAddress(
  { authorizeUrl, clientId, scope }: OauthSettings,
  asked: { redirectUri: string; state: string; challenge: string; user: string },
): string | undefined {
  if (authorizeUrl === undefined) return undefined;
  const url = new URL(authorizeUrl);
  const words = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: asked.redirectUri,
    scope,
    state: asked.state,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
    login_hint: asked.user,
  };
  for (const [name, value] of Object.entries(words)) if (value !== '') url.searchParams.set(name, value);
  return url.href;
}

/** The first tokens. Throws `mail.grant_refused` or `mail.token_failed`. */
export async function firstTokens(
  outward: Outward,
  settings: OauthSettings,
  secret: string,
  grant: OauthGrant | undefined,
): Promise<OauthTokens> {
  const { scope } = settings;
  if (settings.grant === 'client')
    return askTokens(outward, settings, secret, { grant_type: 'client_credentials', scope });
  if (!grant) throw mailErrors('mail.grant_refused', { reason: 'nobody signed in at the provider' });
  return askTokens(outward, settings, secret, {
    grant_type: 'authorization_code',
    code: grant.code,
    code_verifier: grant.verifier,
    redirect_uri: grant.redirectUri,
  });
}

/** New tokens for those that end. Throws `mail.grant_refused` when only signing in again helps, `mail.token_failed` when later may. */
export async function nextTokens(
  outward: Outward,
  settings: OauthSettings,
  secret: string,
  { refreshToken }: OauthTokens,
): Promise<OauthTokens> {
  if (settings.grant === 'client') return firstTokens(outward, settings, secret, undefined);
  if (refreshToken === null)
    throw mailErrors('mail.grant_refused', { reason: 'the provider gave nothing to renew it with' });
  const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const fresh = await askTokens(outward, settings, secret, fields);
  return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
}

/** What is not as it should be is left out: a token that came stands, whatever came with it, because the one before may be used up. */
const answerShape = z.object({
  access_token: z.string().min(1).max(20_000).optional().catch(undefined),
  refresh_token: z.string().min(1).max(20_000).optional().catch(undefined),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});
const LONGEST_S = 366 * 86_400;
const LATER = new Set(['temporarily_unavailable', 'slow_down', 'server_error']);

async function askTokens(
  outward: Outward,
  { tokenUrl, clientId }: OauthSettings,
  secret: string,
  fields: Record<string, string>,
): Promise<OauthTokens> {
  const all = { ...fields, client_id: clientId, ...(secret === '' ? {} : { client_secret: secret }) };
  const { status, body } = await outward.fetch(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(all).toString(),
    timeoutMs: 15_000,
    maxBytes: 200_000,
    redirect: 'manual',
  });
  const said = readAnswer(body);
  if (status === 200 && said?.access_token)
    return {
      accessToken: said.access_token,
      expiresAt: Date.now() + Math.min(said.expires_in ?? 3600, LONGEST_S) * 1000,
      refreshToken: said.refresh_token ?? null,
    };
  const words = `${said?.error ?? `status ${status}`} ${said?.error_description ?? ''}`;
  const reason = words
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed();
  const isFinal = [400, 401, 403].includes(status) && said?.error !== undefined && !LATER.has(said.error);
  throw mailErrors(isFinal ? 'mail.grant_refused' : 'mail.token_failed', { reason });
}

function readAnswer(body: Uint8Array): z.infer<typeof answerShape> | undefined {
  try {
    return answerShape.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch {
    return undefined;
  }
}
