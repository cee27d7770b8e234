import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { selectCredits } from '../credits/store.ts';
import { type Origin, sourceInput } from './schema.ts';
import { selectOrigin } from './store.ts';

/** Of what an article was made, and who is credited, the hidden ones included. */
export async function originOf(app: App, articleId: string): Promise<Origin> {
  const [origin, credits] = await Promise.all([
    selectOrigin(app, articleId),
    selectCredits(app, [articleId]),
  ]);
  const members = await readMembers(
    app,
    credits.map(({ memberId }) => memberId),
  );
  return {
    origin: origin
      ? {
          kind: origin.source,
          id: origin.sourceId,
          conversationId: origin.conversationId,
          by: origin.madeByName,
          at: origin.at.toISOString(),
        }
      : null,
    credits: credits.flatMap(({ memberId, kind, isHidden }) => {
      const member = members.get(memberId);
      if (!member || member.state === 'erased') return [];
      return [{ memberId, kind, isHidden, handle: member.handle, name: member.displayName }];
    }),
  };
}

/** A source as the part of an address behind the `?` names it. */
export const sourceQuery = z
  .object({
    source: z.enum(['reply', 'thread', 'case']),
    id: z.string().max(64),
    conversation: z.string().max(64).optional(),
  })
  .refine((query) => sourceInput.safeParse(named(query)).success, 'names no reply, thread or case');

export const toSource = (query: z.output<typeof sourceQuery>) => sourceInput.parse(named(query));

function named({
  source,
  id,
  conversation,
}: {
  source: string;
  id: string;
  conversation?: string | undefined;
}) {
  return { kind: source, id, ...(conversation === undefined ? {} : { conversationId: conversation }) };
}
