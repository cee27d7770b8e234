import { z } from 'zod';
import { idOf, pageQuery, shortText, text } from '#platform/http/index.ts';

export const memberId = idOf('mem');

const language = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en');

/** How the community is called, whether it is open, and who may come in how. */
export const communityShape = z.object({
  /** Whether readers find it at all. */
  isOpen: z.boolean(),
  /** Whether new members are taken. */
  takesMembers: z.boolean(),
  name: shortText,
  /** A sentence under the name. */
  welcome: z.string().trim().max(300),
  /** What the pages speak; the first one where nothing else fits. */
  languages: z.array(language).min(1).max(30),
  /** The company's own site. */
  homeUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  /** Names besides the company's that nobody may bear. */
  reservedNames: z.array(z.string().trim().min(2).max(60)).max(200),
  /** The connected mailbox that mails to members leave from and are answered to; null: the program's own server (SMTP_URL), without answers. */
  mailAccountId: z.string().max(60).nullable().default(null),
  ways: z.object({
    mail: z.boolean(),
    password: z.boolean(),
    handOver: z.boolean(),
    passkey: z.boolean().default(true),
  }),
  /** What members may have below what they write; no characters: nothing. */
  signature: z
    .object({ length: z.number().int().min(0).max(500), links: z.boolean() })
    .default({ length: 200, links: false }),
  /** Whether a link that stands alone in a post is shown with what its page says of itself. */
  showsPreviews: z.boolean().default(true),
});
export type CommunitySettings = z.infer<typeof communityShape>;

export const CLOSED: CommunitySettings = {
  isOpen: false,
  takesMembers: true,
  name: 'Community',
  welcome: 'Ask, answer, and tell us what you wish.',
  languages: ['en'],
  homeUrl: null,
  reservedNames: [],
  mailAccountId: null,
  ways: { mail: true, password: true, handOver: false, passkey: true },
  signature: { length: 200, links: false },
  showsPreviews: true,
};

export const communityView = communityShape.extend({
  url: z.string(),
  /** Whether there is a secret for the hand-over by the company's own site. */
  hasHandOverSecret: z.boolean(),
});
export type CommunityView = z.infer<typeof communityView>;

export const memberShape = z.object({
  id: memberId,
  handle: z.string(),
  displayName: z.string(),
  mail: z.string().nullable(),
  isMailVerified: z.boolean(),
  state: z.enum(['active', 'silenced', 'suspended', 'erased']),
  stateReason: z.string().nullable(),
  stateUntil: z.iso.datetime().nullable(),
  /** Key of the person in `/people/…`. */
  accountId: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** When the member is erased, as he wished. */
  eraseAt: z.iso.datetime().nullable(),
});
export type MemberView = z.infer<typeof memberShape>;

export const memberDetailShape = memberShape.extend({
  pronouns: z.string().nullable(),
  bio: z.string().nullable(),
  languages: z.array(z.string()),
  /** Of colleagues, never shown to the member. */
  note: z.string().nullable(),
  identities: z.array(
    z.object({
      provider: z.string(),
      subject: z.string(),
      label: z.string().nullable(),
      /** Of the provider, or `hand-over`. */
      name: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
  passkeys: z.int(),
});
export type MemberDetail = z.infer<typeof memberDetailShape>;

export const membersQuery = pageQuery.extend({
  q: z.string().trim().max(200).optional(),
  state: z.enum(['active', 'silenced', 'suspended', 'erased', 'leaving']).optional(),
  /** How they can sign in: `mail`, `password`, `passkey`, `hand-over`, or the id of a provider. */
  way: z
    .string()
    .max(60)
    .regex(/^[\w-]+$/)
    .optional(),
});
export const stateInput = z.object({
  state: z.enum(['active', 'silenced', 'suspended']),
  /** Shown to the member. */
  reason: text(1000).nullable().default(null),
  until: z.iso.datetime({ offset: true }).nullable().default(null),
});
export const noteInput = z.object({ note: text(4000).nullable() });
export const secretShape = z.object({ secret: z.string() });
