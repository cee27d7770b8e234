import type { CacheProvider, Profile, SAML } from '@node-saml/node-saml';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { useToken } from '../store/hand-over.ts';
import { ATTEMPT_MINUTES } from './attempts.ts';
import { textIn } from './fields.ts';
import { backUrl, logoutUrl, metadataUrl } from './manage.ts';
import type { Said, SamlProvider } from './schema.ts';
import { samlText } from './saml-text.ts';
import { ownKey } from './single-logout/key.ts';
import { sealThere } from './single-logout/sessions.ts';

/** Seconds by which clocks may differ. */
const LEEWAY_S = 60;
/** How long an assertion is remembered, so that it is taken once: longer than any that is good. */
const REMEMBERED_S = 3600;
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const MAILS = [
  'email',
  'mail',
  'urn:oid:0.9.2342.19200300.100.1.3',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
];
const NAMES = [
  'displayName',
  'urn:oid:2.16.840.1.113730.3.1.241',
  'cn',
  'urn:oid:2.5.4.3',
  'http://schemas.microsoft.com/identity/claims/displayname',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
];

/** Id of a request to sign in: what the answer must name. */
export const newRequestId = (): string => `_${randomBytes(20).toString('hex')}`;

/** Where a browser goes to sign in at an identity provider (SAML 2.0, HTTP-Redirect). */
export async function samlAddress(
  app: App,
  provider: SamlProvider,
  asked: { relay: string; requestId: string },
): Promise<string> {
  const saml = await samlOf(app, provider, asked.requestId);
  return saml.getAuthorizeUrlAsync(asked.relay, undefined, {});
}

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings';

/** Our own metadata, for the identity provider: with our key, where we ask each other to sign somebody out. */
export async function samlMetadata(app: App, provider: SamlProvider): Promise<string> {
  if (provider.settings.logoutUrl === null)
    return (await samlOf(app, provider, '')).generateServiceProviderMetadata(null, null);
  const { key, certificate } = await ownKey(app, provider);
  const client = await samlClient(app, provider, {
    requestId: '',
    key,
    logoutUrl: provider.settings.logoutUrl,
  });
  // The library names the binding that it prefers, and that requests to sign in are signed: they are not.
  return client
    .generateServiceProviderMetadata(null, certificate)
    .replace(
      `<SingleLogoutService Binding="${BINDINGS}:HTTP-POST"`,
      `<SingleLogoutService Binding="${BINDINGS}:HTTP-Redirect"`,
    )
    .replace('AuthnRequestsSigned="true"', 'AuthnRequestsSigned="false"');
}

const answerShape = z.object({
  Assertion: z.object({
    $: z.object({ ID: z.string().min(1) }),
    Subject: z.tuple([
      z.object({
        SubjectConfirmation: z
          .array(
            z.object({
              $: z.object({ Method: z.literal('urn:oasis:names:tc:SAML:2.0:cm:bearer') }),
              SubjectConfirmationData: z.tuple([
                z.object({
                  $: z.object({ Recipient: z.string(), InResponseTo: z.string(), NotOnOrAfter: z.string() }),
                }),
              ]),
            }),
          )
          .length(1),
      }),
    ]),
    Conditions: z.tuple([
      z.object({
        AudienceRestriction: z
          .array(z.object({ Audience: z.array(z.object({ _: z.string() })).min(1) }))
          .min(1),
      }),
    ]),
  }),
});

/**
 * What an identity provider says in an answer to the request `requestId`. Signature of the assertion, issuer, audience, recipient and times
 * are checked; an assertion is taken once. Call it in a transaction. Throws what is wrong.
 */
export async function samlSaid(
  app: App,
  provider: SamlProvider,
  given: { answer: string; requestId: string },
): Promise<Said> {
  const SAMLResponse = Buffer.from(samlText(given.answer)).toString('base64');
  const saml = await samlOf(app, provider, given.requestId);
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
  if (!profile) throw new Error('there is no assertion');
  if (profile.issuer !== provider.settings.entityId) throw new Error('it is of another issuer');
  const { Assertion } = answerShape.parse(profile.getAssertion?.());
  const { $: confirmed } = Assertion.Subject[0].SubjectConfirmation[0]!.SubjectConfirmationData[0];
  if (confirmed.Recipient !== backUrl(app, provider.id)) throw new Error('it is for another recipient');
  if (confirmed.InResponseTo !== given.requestId) throw new Error('it answers another request');
  const expires = Math.ceil(app.clock.now().getTime() / 1000) + REMEMBERED_S;
  if (!(await useToken(app, app.secrets.hash(`saml\0${provider.id}\0${Assertion.$.ID}`), expires)))
    throw new Error('it was used already');
  return { ...saidIn(provider, profile), there: thereIn(app, profile) };
}

/** Who he is there while he is signed in, sealed: what single logout needs. */
function thereIn(app: App, profile: Profile): string | undefined {
  const name = textIn(profile, 'nameID');
  if (name === undefined) return undefined;
  return sealThere(app, {
    name,
    format: textIn(profile, 'nameIDFormat'),
    qualifier: textIn(profile, 'nameQualifier'),
    ownQualifier: textIn(profile, 'spNameQualifier'),
    index: textIn(profile, 'sessionIndex'),
  });
}

function saidIn({ settings }: SamlProvider, profile: Profile): Said {
  const own = profile.nameIDFormat === TRANSIENT ? undefined : textIn(profile, 'nameID');
  const subject = settings.subjectAttribute === '' ? own : attributeIn(profile, [settings.subjectAttribute]);
  if (subject === undefined) throw new Error('it does not name anybody for good');
  const mail = attributeIn(profile, settings.mailAttribute === '' ? MAILS : [settings.mailAttribute]);
  return {
    subject,
    mail: mail ?? (/^[^\s@]+@[^\s@]+$/.test(subject) ? subject : undefined),
    isMailVerified: true,
    name: attributeIn(profile, settings.nameAttribute === '' ? NAMES : [settings.nameAttribute]),
  };
}

function attributeIn({ attributes }: Profile, names: readonly string[]): string | undefined {
  const all = Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(attributes));
  for (const name of names) {
    const value = all.find(([key]) => key === name)?.[1];
    const text = textIn({ value: Array.isArray(value) ? value[0] : value }, 'value');
    if (text !== undefined) return text;
  }
  return undefined;
}

const samlOf = (app: App, provider: SamlProvider, requestId: string): Promise<SAML> =>
  samlClient(app, provider, { requestId });

/** The library, which is loaded when somebody first signs in so; with a key it signs what it asks. */
export async function samlClient(
  app: App,
  provider: SamlProvider,
  { requestId, key, logoutUrl: asks }: { requestId: string; key?: string; logoutUrl?: string },
): Promise<SAML> {
  const { SAML: Client, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const { entityId, entryPoint, certificates } = provider.settings;
  const issuer = metadataUrl(app, provider.id);
  return new Client({
    idpCert: certificates,
    idpIssuer: entityId,
    entryPoint,
    issuer,
    audience: issuer,
    callbackUrl: backUrl(app, provider.id),
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    acceptedClockSkewMs: LEEWAY_S * 1000,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: ATTEMPT_MINUTES * 60_000,
    generateUniqueId: () => requestId,
    cacheProvider: onlyThis(requestId),
    ...(key !== undefined && { privateKey: key, signatureAlgorithm: 'sha256' }),
    ...(asks !== undefined && { logoutUrl: asks, logoutCallbackUrl: logoutUrl(app, provider.id) }),
  });
}

/** Which requests are open is the attempts' business: this one is. */
function onlyThis(requestId: string): CacheProvider {
  return {
    saveAsync: async (_key, value) => ({ value, createdAt: Date.now() }),
    getAsync: async (key) => (key === requestId && key !== '' ? new Date().toISOString() : null),
    removeAsync: async (key) => key,
  };
}
