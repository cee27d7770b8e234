import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

/** GET and PUT /brand. The set-up page and the settings page edit the same thing. */
export const brandInput = z.object({
  name: text(120),
  /** Other spellings and product names. */
  names: z.array(text(120)).max(50).default([]),
  /** Without @. */
  handles: z.array(text(120)).max(50).default([]),
  /** Without #. */
  hashtags: z.array(text(120)).max(50).default([]),
  site: z.url().max(500).nullable().default(null),
});
export const brandShape = brandInput.extend({
  /** Empty until the brand was named. */
  name: z.string(),
  /** Steps of the first run that were done or skipped; nothing is asked twice. */
  steps: z.object({
    brand: z.boolean(),
    topics: z.boolean(),
    sources: z.boolean(),
    account: z.boolean(),
    team: z.boolean(),
  }),
  isSample: z.boolean(),
});
export type BrandView = z.infer<typeof brandShape>;

/** A brand account that replies leave from. */
export const brandAccountShape = z.object({
  id: idOf('ba'),
  network: z.string(),
  externalId: z.string(),
  handle: z.string(),
  displayName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  service: z.string().nullable(),
  /** Goes below every message, as that of a mailbox does. */
  signature: z.string().nullable(),
  /** Whether its direct messages can be reached with the password it has; null where the network has none beside its posts, or nobody asked yet. */
  messages: z.enum(['on', 'not-allowed', 'none']).nullable(),
  state: z.enum(['connected', 'refused']),
  problem: z.string().nullable(),
  connectedAt: z.iso.datetime(),
  maxLength: z.number(),
  /** Of an answer to what was written to us alone. */
  maxLengthInPrivate: z.number(),
});
export const connectInput = z.object({
  network: z.string().max(40),
  /** For Bluesky the address of the account's server. */
  service: z.url().max(300).optional(),
  identifier: text(200),
  password: z.string().min(1).max(500),
  /** What else the network needs: for `mail` servers, ports and folders (docs/mail.md). */
  settings: z.record(z.string().max(40), z.unknown()).optional(),
});

/** As `connectInput`; `password` is the client's secret. Without settings those of the connected account. */
export const signInInput = connectInput.extend({
  password: z.string().max(500).default(''),
  /** Told again when somebody comes back. */
  memo: z.string().max(200).default(''),
});
export const signInBack = z.object({ state: z.string().min(1).max(200), code: z.string().min(1).max(4000) });
export const signInBegun = z.object({ url: z.string() });
export const signInDone = z.object({ account: brandAccountShape, memo: z.string() });

export const accountParams = z.object({ id: idOf('ba') });
export const stepInput = z.object({
  step: z.enum(['brand', 'topics', 'sources', 'account', 'team']),
  done: z.boolean(),
});
export const suggestionsShape = z.object({
  topics: z.array(
    z.object({
      name: z.string(),
      query: z.string(),
      kind: z.enum(['brand', 'product']),
      toInbox: z.boolean(),
    }),
  ),
  sources: z.array(
    z.object({ kind: z.string(), name: z.string(), config: z.record(z.string(), z.unknown()) }),
  ),
});
