import { z } from 'zod';
import { idOf, shortText } from '#platform/http/index.ts';

export const providerId = idOf('prov');

/** https, or http on this machine for trying things out. */
const address = z
  .url()
  .max(500)
  .regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$))/, 'must begin with https://');
const clientId = z.string().trim().min(1).max(300);
const scope = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e ]*$/, 'must be words with spaces between them');
/** Name of a field of what a provider tells, with dots where it lies deeper. */
const field = z
  .string()
  .trim()
  .max(100)
  .regex(/^[\w.:/-]*$/, 'must be the name of a field');

export const oidcSettings = z.object({
  /** As the provider names itself; its description lies below at /.well-known/openid-configuration. */
  issuer: address,
  clientId,
  scope: scope.default('openid email profile'),
});
export type OidcSettings = z.infer<typeof oidcSettings>;

export const oauthSettings = z.object({
  authorizeUrl: address,
  tokenUrl: address,
  /** Tells who somebody is, as JSON, for his access token. */
  userUrl: address,
  /** Tells his addresses: a list of `{ email, primary, verified }`. */
  mailsUrl: address.nullable().default(null),
  clientId,
  scope: scope.default(''),
  /** Which fields of `userUrl` say what; `mailVerified` empty: an address is never proven by it. */
  fields: z
    .object({
      subject: field.min(1).default('id'),
      name: field.default('name'),
      handle: field.default('login'),
      mail: field.default('email'),
      mailVerified: field.default(''),
    })
    .prefault({}),
});
export type OauthSettings = z.infer<typeof oauthSettings>;

export const samlSettings = z.object({
  /** How the identity provider names itself. */
  entityId: z.string().trim().min(1).max(1024),
  /** Where a sign-in begins (HTTP-Redirect). */
  entryPoint: address,
  /** Where we ask to sign somebody out there as well (HTTP-Redirect); null: signing out ends the session here only. */
  logoutUrl: address.nullable().default(null),
  /** Where our answer goes when it asks us; null: to the same address. */
  logoutAnswerUrl: address.nullable().default(null),
  /** Certificates that its signatures are checked with, PEM. */
  certificates: z.array(z.string().max(10_000)).min(1).max(5),
  /** Attribute that tells who somebody is for good; empty: the NameID, unless it is transient. */
  subjectAttribute: z.string().trim().max(300).default(''),
  /** Attributes that tell the address and the name; empty: the usual ones. */
  mailAttribute: z.string().trim().max(300).default(''),
  nameAttribute: z.string().trim().max(300).default(''),
});
export type SamlSettings = z.infer<typeof samlSettings>;

const common = {
  name: shortText,
  isOpen: z.boolean().default(false),
  /** Whether an address that it calls proven signs in the member who has it. */
  trustsMail: z.boolean().default(false),
};
/** Kept where it is left out. */
const secret = z.string().max(2000).optional();

export const providerInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), ...common, secret, settings: oidcSettings }),
  z.object({ kind: z.literal('oauth'), ...common, secret, settings: oauthSettings }),
  z.object({ kind: z.literal('saml'), ...common, settings: samlSettings }),
]);
export type ProviderInput = z.infer<typeof providerInput>;

const shown = {
  ...common,
  id: providerId,
  hasSecret: z.boolean(),
  /** What the provider is told: where it sends people back. */
  backUrl: z.string(),
  /** SAML only: where our own metadata lies. */
  metadataUrl: z.string().nullable(),
  members: z.number().int(),
  /** Members who have no other way in. */
  onlyWay: z.number().int(),
};
export const providerView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), ...shown, settings: oidcSettings }),
  z.object({ kind: z.literal('oauth'), ...shown, settings: oauthSettings }),
  z.object({ kind: z.literal('saml'), ...shown, settings: samlSettings }),
]);
export type ProviderView = z.infer<typeof providerView>;

export const metadataInput = z.union([
  z.object({ xml: z.string().min(1).max(500_000) }),
  z.object({ url: address }),
]);
export const metadataView = z.object({
  entityId: z.string(),
  entryPoint: z.string(),
  logoutUrl: z.string().nullable(),
  logoutAnswerUrl: z.string().nullable(),
  certificates: z.array(z.string()),
});

export const providerTest = z.object({
  isOk: z.boolean(),
  steps: z.array(z.object({ what: z.string(), isOk: z.boolean(), text: z.string() })),
});
export type ProviderTest = z.infer<typeof providerTest>;

/** What a provider says of somebody. */
export interface Said {
  subject: string;
  mail?: string | undefined;
  isMailVerified: boolean;
  name?: string | undefined;
  handle?: string | undefined;
  /** SAML only, sealed: who he is there while he is signed in. */
  there?: string | undefined;
}

interface OfAllKinds {
  id: string;
  name: string;
  isOpen: boolean;
  trustsMail: boolean;
  sealed: string | null;
}
export type OidcProvider = OfAllKinds & { kind: 'oidc'; settings: OidcSettings };
export type OauthProvider = OfAllKinds & { kind: 'oauth'; settings: OauthSettings };
export type SamlProvider = OfAllKinds & { kind: 'saml'; settings: SamlSettings };
export type Provider = OidcProvider | OauthProvider | SamlProvider;
