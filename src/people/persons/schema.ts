import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { EVIDENCE_KINDS } from './domain/evidence.ts';

export const accountId = idOf('acct');
/** `person_…`, or the id of an account that nobody joined. */
export const personKey = z.union([idOf('person'), accountId]);

export const personAccount = z.object({
  id: z.string(),
  network: z.string(),
  handle: z.string().nullable(),
  displayName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  profileUrl: z.string().nullable(),
});

export const evidenceShape = z.object({
  kind: z.enum(EVIDENCE_KINDS),
  /** The kind in words. */
  words: z.string(),
  value: z.string().nullable(),
  postId: z.string().nullable(),
});

/** Something said about whoever is behind an account. */
export const claimShape = z.object({
  id: z.string(),
  accountId: z.string(),
  key: z.string(),
  value: z.string(),
  /** `post`, `agent`, `network`, `sign-in` or `import`. */
  source: z.string(),
  postId: z.string().nullable(),
  saidAt: z.iso.datetime(),
  /** 0 to 1. */
  confidence: z.number(),
});

/** Two accounts that may be one person, and why. */
export const suggestionShape = z.object({
  id: z.string(),
  accounts: z.array(personAccount),
  /** 0 to 1. */
  confidence: z.number(),
  evidence: z.array(evidenceShape),
  createdAt: z.iso.datetime(),
});

/** A join, split or undo. */
export const changeShape = z.object({
  id: z.string(),
  kind: z.enum(['join', 'split', 'undo']),
  at: z.iso.datetime(),
  who: z.string(),
  reason: z.string().nullable(),
  evidence: z.array(evidenceShape),
  accounts: z.array(personAccount),
  canUndo: z.boolean(),
});

/** Everything known about a person. */
export const personShape = z.object({
  key: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  leadAccountId: z.string(),
  accounts: z.array(personAccount),
  claims: z.array(claimShape),
  suggestions: z.array(suggestionShape),
  changes: z.array(changeShape),
});
export type PersonView = z.infer<typeof personShape>;
export type PersonAccount = z.infer<typeof personAccount>;
export type SuggestionView = z.infer<typeof suggestionShape>;
export type EvidenceView = z.infer<typeof evidenceShape>;

/** What a join would make. */
export const previewShape = z.object({
  name: z.string(),
  avatarUrl: z.string().nullable(),
  leadAccountId: z.string(),
  accounts: z.array(personAccount),
  /** What the accounts say differently, `city`: two values. */
  differences: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  /** Why they may belong together; empty when only the decision speaks for it. */
  evidence: z.array(evidenceShape),
});

export const joinAsked = z.object({
  accountIds: z.array(accountId).min(2).max(50),
  /** The account whose name and picture lead. */
  leadAccountId: accountId,
});
export const joinInput = joinAsked.extend({ reason: text(1000) });
export const splitInput = z.object({ accountId, reason: text(1000) });
export const refuseInput = z.object({ reason: text(1000).optional() });
export const acceptInput = z.object({ leadAccountId: accountId, reason: text(1000).optional() });
/** The person as it is now, and the change, for POST /persons/changes/:id/undo. */
export const changedShape = z.object({ person: personShape, changeId: z.string() });
export const claimInput = z.object({
  accountId,
  key: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and -'),
  value: text(500),
  confidence: z.number().gt(0).max(1).default(0.9),
});

export const touchShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  network: z.string(),
  accountId: z.string().nullable(),
  isOwn: z.boolean(),
  text: z.string(),
  url: z.string().nullable(),
  link: z.string().nullable(),
});
export const timelineQuery = pageQuery;
export const findQuery = z.object({ q: z.string().trim().min(2).max(100) });
