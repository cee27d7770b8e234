import * as client from 'openid-client';
import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { backUrl, readProvider } from './manage.ts';
import { oauthConfig } from './oauth.ts';
import { configOf, LIMITS } from './oidc.ts';
import { chainOf, errorIn, reasonOf } from './reasons.ts';
import type { OauthProvider, OidcProvider, ProviderTest } from './schema.ts';
import { testSaml } from './saml-test.ts';

type Step = ProviderTest['steps'][number];

/** Tries what can be tried without a person: the description, the keys, the addresses, and whether the provider knows our id and secret. */
export async function testProvider(app: App, id: string): Promise<ProviderTest> {
  const provider = await readProvider(app, id);
  const steps =
    provider.kind === 'oidc'
      ? await testOidc(app, provider)
      : provider.kind === 'oauth'
        ? [await testClient(oauthConfig(app, provider), backUrl(app, id)), await testUser(app, provider)]
        : await testSaml(app, provider);
  return { isOk: steps.every((step) => step.isOk), steps };
}

async function testOidc(app: App, provider: OidcProvider): Promise<Step[]> {
  let config;
  try {
    config = await configOf(app, provider, true);
  } catch (error) {
    return [failed('description', error)];
  }
  const server = config.serverMetadata();
  const missing = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).filter(
    (name) => server[name] === undefined,
  );
  const described: Step = {
    what: 'description',
    isOk: missing.length === 0,
    text: missing.length === 0 ? server.issuer : `It lacks ${missing.join(', ')}.`,
  };
  const proofs = server.code_challenge_methods_supported;
  const pkce: Step = {
    what: 'pkce',
    isOk: proofs === undefined || proofs.includes('S256'),
    text: proofs === undefined ? 'It does not say; it is sent all the same.' : proofs.join(', '),
  };
  if (missing.length > 0) return [described];
  return [
    described,
    await testKeys(app, server.jwks_uri!),
    pkce,
    await testClient(config, backUrl(app, provider.id)),
  ];
}

const keysShape = z.object({
  keys: z.array(z.object({ kty: z.string(), use: z.string().optional(), kid: z.string().optional() })),
});

async function testKeys(app: App, url: string): Promise<Step> {
  try {
    const { status, body } = await app.outward.fetch(url, LIMITS);
    const { data } = keysShape.safeParse(JSON.parse(new TextDecoder().decode(body)));
    const usable = (data?.keys ?? []).filter((key) => key.kty !== 'oct' && key.use !== 'enc');
    return { what: 'keys', isOk: status === 200 && usable.length > 0, text: `${usable.length} (${status})` };
  } catch (error) {
    return failed('keys', error);
  }
}

/** A code that nobody has: a provider that knows us says that the code is wrong, one that does not says that we are. */
async function testClient(config: client.Configuration, redirectUri: string): Promise<Step> {
  const back = new URL(redirectUri);
  back.searchParams.set('code', `rapport-test-${client.randomState()}`);
  const { issuer } = config.serverMetadata();
  if (config.serverMetadata().authorization_response_iss_parameter_supported)
    back.searchParams.set('iss', issuer);
  try {
    await client.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
    });
    return { what: 'client', isOk: false, text: 'It gave a token for a code that nobody has.' };
  } catch (error) {
    const chain = chainOf(error);
    const said = errorIn(chain);
    return said !== undefined && KNOWN.has(said)
      ? { what: 'client', isOk: true, text: issuer }
      : { what: 'client', isOk: false, text: said === undefined ? reasonOf(chain.at(-1)) : reasonOf(said) };
  }
}
const KNOWN = new Set(['invalid_grant', 'bad_verification_code']);

/** Without a token nobody may be told. */
async function testUser(app: App, { settings }: OauthProvider): Promise<Step> {
  try {
    const { status } = await app.outward.fetch(settings.userUrl, { ...LIMITS, redirect: 'manual' });
    return { what: 'user', isOk: [400, 401, 403].includes(status), text: String(status) };
  } catch (error) {
    return failed('user', error);
  }
}

function failed(what: string, error: unknown): Step {
  return { what, isOk: false, text: reasonOf(chainOf(error).at(-1)) };
}
