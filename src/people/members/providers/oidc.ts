import * as client from 'openid-client';
import { type App, perApp } from '#platform/app/index.ts';
import { textIn } from './fields.ts';
import type { OidcProvider, Said } from './schema.ts';
import { openSecret } from './secrets.ts';

/** What has to be known when the browser comes back. */
export interface Kept {
  verifier: string;
  nonce: string;
}

/** Seconds by which clocks may differ. */
export const LEEWAY_S = 60;
const DESCRIPTION_MS = 300_000;
export const LIMITS = { timeoutMs: 10_000, maxBytes: 500_000 };

/** Where a browser goes to sign in at a provider with discovery (OpenID Connect Core 1.0, code flow with PKCE and nonce). */
export async function oidcAddress(
  app: App,
  provider: OidcProvider,
  asked: { state: string; redirectUri: string; kept: Kept },
): Promise<URL> {
  const { verifier, nonce } = asked.kept;
  return client.buildAuthorizationUrl(await configOf(app, provider), {
    redirect_uri: asked.redirectUri,
    scope: provider.settings.scope,
    state: asked.state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
}

/** What the provider says of whoever came back to `returned`. State, nonce, issuer, audience, times and signature are checked; throws what is wrong. */
export async function oidcSaid(
  app: App,
  provider: OidcProvider,
  back: { returned: URL; state: string; kept: Kept },
): Promise<Said> {
  const config = await configOf(app, provider);
  const tokens = await client.authorizationCodeGrant(config, back.returned, {
    expectedState: back.state,
    expectedNonce: back.kept.nonce,
    pkceCodeVerifier: back.kept.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('there is no ID token');
  const lacks = claims['email'] === undefined || claims['name'] === undefined;
  const more =
    lacks && config.serverMetadata().userinfo_endpoint !== undefined
      ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      : {};
  const all: Record<string, unknown> = { ...more, ...claims };
  // An address and whether it is proven come from one place.
  const ofMail: Record<string, unknown> = claims['email'] === undefined ? more : claims;
  const proven = ofMail['email_verified'];
  return {
    subject: claims.sub,
    mail: textIn(ofMail, 'email'),
    isMailVerified: proven === true || proven === 'true',
    name: textIn(all, 'name'),
    handle: textIn(all, 'preferred_username'),
  };
}

const describedBy = perApp(() => new Map<string, { at: number; of: Promise<client.ServerMetadata> }>());

/** A provider with its own description, which is kept for five minutes; its keys are asked for each time, so that new ones hold at once. */
export async function configOf(
  app: App,
  { settings, sealed, id }: OidcProvider,
  isFresh = false,
): Promise<client.Configuration> {
  const places = describedBy(app);
  let place = isFresh ? undefined : places.get(settings.issuer);
  if (!place || Date.now() - place.at > DESCRIPTION_MS) {
    place = { at: Date.now(), of: discover(app, settings.issuer, settings.clientId) };
    places.set(settings.issuer, place);
    place.of.catch(() => places.delete(settings.issuer));
  }
  const server = await place.of;
  const secret = sealed === null ? undefined : openSecret(app, id, sealed);
  const ways = server.token_endpoint_auth_methods_supported;
  const proof =
    secret === undefined
      ? client.None()
      : ways === undefined || ways.includes('client_secret_basic')
        ? client.ClientSecretBasic(secret)
        : client.ClientSecretPost(secret);
  const config = new client.Configuration(
    server,
    settings.clientId,
    { [client.clockTolerance]: LEEWAY_S },
    proof,
  );
  furnish(app, config, settings.issuer);
  // The token comes over TLS, which alone would do; signatures are checked all the same.
  client.enableNonRepudiationChecks(config);
  return config;
}

async function discover(app: App, issuer: string, clientId: string): Promise<client.ServerMetadata> {
  const config = await client.discovery(new URL(issuer), clientId, {}, client.None(), {
    [client.customFetch]: outgoing(app),
    ...(issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}),
  });
  return config.serverMetadata();
}

/** Requests go out through our own module only. */
export function furnish(app: App, config: client.Configuration, address: string): void {
  config[client.customFetch] = outgoing(app);
  if (address.startsWith('http:')) client.allowInsecureRequests(config);
}

/** Our fetch for the library; what it sends is a form, or nothing. */
function outgoing(app: App): client.CustomFetch {
  const send = app.outward.asFetch(LIMITS);
  return (url, { body, ...options }) => {
    if (body === undefined || body === null) return send(url, options);
    if (typeof body !== 'string' && !(body instanceof URLSearchParams)) throw new TypeError('it is no form');
    return send(url, { ...options, body });
  };
}
