import * as client from 'openid-client';
import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { textIn, valueIn } from './fields.ts';
import { furnish, type Kept, LIMITS } from './oidc.ts';
import type { OauthProvider, Said } from './schema.ts';
import { openSecret } from './secrets.ts';

/** Where a browser goes to sign in at a provider without ID tokens (OAuth 2.0, RFC 6749, with PKCE, RFC 7636). */
export async function oauthAddress(
  app: App,
  provider: OauthProvider,
  asked: { state: string; redirectUri: string; kept: Kept },
): Promise<URL> {
  const { scope } = provider.settings;
  return client.buildAuthorizationUrl(oauthConfig(app, provider), {
    redirect_uri: asked.redirectUri,
    ...(scope === '' ? {} : { scope }),
    state: asked.state,
    code_challenge: await client.calculatePKCECodeChallenge(asked.kept.verifier),
    code_challenge_method: 'S256',
  });
}

/** Who came back, as the provider tells for his access token. */
export async function oauthSaid(
  app: App,
  provider: OauthProvider,
  back: { returned: URL; state: string; kept: Kept },
): Promise<Said> {
  const { userUrl, mailsUrl, fields } = provider.settings;
  // How it names itself (RFC 9207; GitHub does) stands in no setting; each provider has an address of its own to come back to instead.
  back.returned.searchParams.delete('iss');
  const tokens = await client.authorizationCodeGrant(oauthConfig(app, provider), back.returned, {
    expectedState: back.state,
    pkceCodeVerifier: back.kept.verifier,
  });
  const user = await ask(app, userUrl, tokens.access_token);
  const subject = textIn(user, fields.subject);
  if (subject === undefined)
    throw new Error(`the field ${fields.subject} is missing or is no text or number`);
  const mail = mailsUrl === null ? undefined : ownMail(await ask(app, mailsUrl, tokens.access_token));
  return {
    subject,
    mail: mail?.email ?? textIn(user, fields.mail),
    isMailVerified: mail ? mail.verified : valueIn(user, fields.mailVerified) === true,
    name: textIn(user, fields.name),
    handle: textIn(user, fields.handle),
  };
}

/** The provider has no description of itself; it is known by where it lets people in. */
export function oauthConfig(app: App, { settings, sealed, id }: OauthProvider): client.Configuration {
  const config = new client.Configuration(
    {
      issuer: new URL(settings.authorizeUrl).origin,
      authorization_endpoint: settings.authorizeUrl,
      token_endpoint: settings.tokenUrl,
    },
    settings.clientId,
    {},
    sealed === null ? client.None() : client.ClientSecretPost(openSecret(app, id, sealed)),
  );
  furnish(app, config, settings.tokenUrl);
  return config;
}

async function ask(app: App, url: string, token: string): Promise<unknown> {
  const { status, body } = await app.outward.fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    redirect: 'manual',
    ...LIMITS,
  });
  if (status !== 200) throw new Error(`${new URL(url).host} answered with ${status}`);
  return JSON.parse(new TextDecoder().decode(body));
}

const mailsShape = z.array(
  z.object({
    email: z.email().max(254),
    primary: z.boolean().catch(false),
    verified: z.boolean().catch(false),
  }),
);

/** The first one that is proven and the main one, else any that is proven, else the main one. */
function ownMail(said: unknown): { email: string; verified: boolean } | undefined {
  const mails = mailsShape.safeParse(said).data ?? [];
  return (
    mails.find((one) => one.verified && one.primary) ??
    mails.find((one) => one.verified) ??
    mails.find((one) => one.primary)
  );
}
