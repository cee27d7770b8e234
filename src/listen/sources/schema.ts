import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

export const sourceId = idOf('src');

export const sourceField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'url', 'list', 'number', 'boolean']),
  required: z.boolean(),
  placeholder: z.string().nullable(),
  help: z.string().nullable(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
});

/** GET /sources/kinds */
export const sourceKind = z.object({
  kind: z.string(),
  network: z.string(),
  title: z.string(),
  verification: z.enum(['real-server', 'vendor-schema', 'none']),
  reads: z.enum(['stream', 'poll']),
  /** It reads for accounts of the brand, which are connected first. */
  usesAccounts: z.boolean(),
  fields: z.array(sourceField),
});

export const sourceInput = z.object({
  kind: z.string().max(60),
  name: text(120).optional(),
  config: z.record(z.string().max(60), z.unknown()),
});

/**
 * `ok` reading as it should · `starting` · `lagging` behind the network · `quiet` longer than its rhythm · `backing-off` after a failure, tries
 * again at `nextReadAt` · `stopped` for good until somebody acts · `paused` by a person.
 */
export const sourceHealth = z.enum([
  'ok',
  'starting',
  'lagging',
  'quiet',
  'backing-off',
  'stopped',
  'paused',
]);

export const sourceShape = z.object({
  id: z.string(),
  kind: z.string(),
  network: z.string(),
  name: z.string(),
  /** What is read: host, address, file. */
  description: z.string(),
  config: z.record(z.string(), z.unknown()),
  state: z.enum(['running', 'paused']),
  health: sourceHealth,
  /** In words: what is wrong, since when, what happens next. Null when all is well. */
  problem: z.string().nullable(),
  /** Seconds between the newest event read and now, for streams. */
  lagSeconds: z.number().nullable(),
  lastItemAt: z.iso.datetime().nullable(),
  lastReadAt: z.iso.datetime().nullable(),
  nextReadAt: z.iso.datetime().nullable(),
  failures: z.number(),
  /** In the last hour: events seen, posts kept because they matched, payloads refused. */
  lastHour: z.object({ seen: z.number(), kept: z.number(), refused: z.number() }),
  /** Events per minute of the last hour, oldest first, 60 numbers. */
  perMinute: z.array(z.number()),
  gaps: z.array(
    z.object({ from: z.iso.datetime().nullable(), to: z.iso.datetime().nullable(), reason: z.string() }),
  ),
  createdAt: z.iso.datetime(),
});
export type SourceView = z.infer<typeof sourceShape>;

/** POST /sources/test and /sources/:id/test */
export const sourceTestResult = z.object({
  ok: z.boolean(),
  summary: z.string(),
  sample: z.array(
    z.object({
      author: z.string().nullable(),
      title: z.string().nullable(),
      text: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
});

/** POST /sources/discover: what a page address offers. */
export const discovered = z.object({
  feeds: z.array(z.object({ url: z.string(), title: z.string().nullable(), kind: z.string() })),
});
