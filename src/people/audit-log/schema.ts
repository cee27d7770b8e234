import { z } from 'zod';
import { pageQuery } from '#platform/http/index.ts';

export const auditQuery = pageQuery.extend({
  /** Id of a user, or `system`. */
  actor: z.string().max(64).optional(),
  /** `topic.saved`, or all of a kind: `topic.`. */
  action: z
    .string()
    .max(80)
    .regex(/^[a-z_]+(\.[a-z_.]*)?$/, 'an action looks like topic.saved, or topic. for all of a kind')
    .optional(),
  /** Id of what was changed. */
  subject: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

export const auditEntryShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['user', 'token', 'system', 'rule', 'member']),
    id: z.string(),
    name: z.string(),
  }),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
});
