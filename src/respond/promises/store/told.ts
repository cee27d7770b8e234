import type { App } from '#platform/app/index.ts';
import type { Kind } from '../domain/policy.ts';

/** A promise that somebody was warned of, or that was missed, as far as it is kept. */
export interface PastTold {
  conversationId: string;
  kind: Kind;
  at: Date;
  isMissed: boolean;
}

/** A promise of longer than so many days is looked for in vain. */
const LONGEST_DAYS = 60;

/** Warnings and breaches since a time, the newest first. */
export async function toldSince(app: App, since: Date, limit: number): Promise<PastTold[]> {
  return app.db.query<PastTold>(
    `select c.conversation_id as "conversationId", c.kind, t.at, t."isMissed" from promise_clocks c
        cross join lateral (values (c.warned_at, false), (c.missed_at, true)) as t (at, "isMissed")
      where c.policy_id is not null and c.started_at > $1::timestamptz - make_interval(days => $3) and t.at >= $1
      order by t.at desc, c.id limit $2`,
    [since, limit, LONGEST_DAYS],
  );
}
