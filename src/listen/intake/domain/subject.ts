import { z } from 'zod';
import type { Refusal } from '#connectors/kit/index.ts';
import { authorKey, identityKey } from './keys.ts';

export interface SubjectKeys {
  post: string | null;
  author: string | null;
}

const itemShape = z.object({
  origin: z.string(),
  externalId: z.string(),
  author: z.object({ externalId: z.string() }).optional(),
});
const UNKNOWN: SubjectKeys = { post: null, author: null };

/** Whose words a refused payload holds: told by the connector, or read from a payload in our own form. */
export function subjectKeysOf(refusal: Pick<Refusal, 'payload' | 'subject'>): SubjectKeys {
  const subject = refusal.subject ?? readSubject(refusal.payload);
  if (!subject) return UNKNOWN;
  const { origin, externalId, authorExternalId } = subject;
  return {
    post: identityKey(origin, externalId),
    author: authorExternalId === undefined ? null : authorKey(origin, authorExternalId),
  };
}

function readSubject(payload: string): Refusal['subject'] {
  if (!payload.startsWith('{')) return undefined;
  try {
    const item = itemShape.safeParse(JSON.parse(payload));
    if (!item.success) return undefined;
    const { origin, externalId, author } = item.data;
    return { origin, externalId, ...(author ? { authorExternalId: author.externalId } : {}) };
  } catch {
    return undefined;
  }
}
