import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';
import { PARTS } from './domain.ts';

export const domainId = idOf('dom');

export const domainInput = z.object({
  /** `help.example.com` */
  host: z.string().trim().min(1).max(300),
  /** What stands there; none: the address only leads on. */
  parts: z.array(z.enum(PARTS)).max(PARTS.length),
});

export const domainShape = z.object({
  id: domainId,
  host: z.string(),
  parts: z.array(z.enum(PARTS)),
  /** Since when pages name it as their address; null until a check found that it leads here. */
  liveSince: z.iso.datetime().nullable(),
  checkedAt: z.iso.datetime().nullable(),
  /** Why the last check failed: nobody answers, a private network, or somebody else answers. */
  problem: z.enum(['unreachable', 'private', 'elsewhere']).nullable(),
  problemDetail: z.string().nullable(),
});
export type DomainView = z.infer<typeof domainShape>;

export const domainsShape = z.object({
  /** The main address, where console and API stand. */
  mainHost: z.string(),
  items: z.array(domainShape),
});
