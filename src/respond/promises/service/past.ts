import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import type { Kind } from '../domain/policy.ts';
import { promised, type Promised, settled } from '../domain/promise.ts';
import { saveAll } from './follow.ts';
import { readRules } from './rules.ts';
import { traitsOf } from './traits.ts';

/** A wait of the past that was answered. */
export interface PastWait {
  conversationId: string;
  kind: Kind;
  startedAt: Date;
  answeredAt: Date;
}

/** Takes over waits of before there were clocks, as the policies of today would have judged them when they began. Unknown conversations are left out. */
export async function rememberPast(app: App, waits: readonly PastWait[]): Promise<void> {
  await app.db.transaction(async () => {
    const rows = await findConversations(app, [...new Set(waits.map((wait) => wait.conversationId))]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const rules = await readRules(app, rows);
    const clocks = waits.flatMap(({ conversationId, kind, startedAt, answeredAt }): Promised[] => {
      const row = byId.get(conversationId);
      if (!row) return [];
      const clock: Promised = {
        id: newId('prm', startedAt.getTime()),
        conversationId,
        kind,
        startedAt,
        stretches: [{ at: startedAt.getTime(), status: 'open' }],
        endedAt: answeredAt,
        isVoid: false,
        traits: traitsOf(row),
        policyId: null,
        dueAt: null,
        nextAt: null,
        warnedAt: null,
        missedAt: null,
        outcome: null,
      };
      return [settled(promised(clock, rules, startedAt))];
    });
    await saveAll(app, clocks, new Map());
  });
}
