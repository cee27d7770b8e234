import type { App } from '#platform/app/index.ts';
import { accountsOfPersons, readClaimsOf } from '#people/persons/index.ts';
import { readCaseFacts } from '#respond/cases/index.ts';
import { readIdeaSettings } from '../settings.ts';
import type { VoteRow } from './votes-store.ts';

/** A number as people write it: `1,200.50`, `1.200,50`, `€ 300`; undefined for anything else. */
export function amountIn(text: string): number | undefined {
  const [found] = /-?\d[\d.,' \u{a0}]*/u.exec(text) ?? [];
  if (found === undefined) return undefined;
  const bare = found.replaceAll(/[' \u{a0}]/gu, '').replace(/[.,]$/, '');
  const cents = /[.,](\d{1,2})$/.exec(bare);
  const whole = (cents ? bare.slice(0, cents.index) : bare).replaceAll(/[.,]/g, '');
  const amount = Number(`${whole}.${cents?.[1] ?? '0'}`);
  return Number.isFinite(amount) ? amount : undefined;
}

/**
 * What the customers behind votes are worth, by vote, as far as something says so: what is said of the person under the key that the
 * team chose (People), else the field of that name of the case that the vote came from.
 */
export async function valuesOf(app: App, votes: readonly VoteRow[]): Promise<Map<string, number>> {
  const { valueField } = await readIdeaSettings(app);
  if (valueField === '' || votes.length === 0) return new Map();
  const accountIds = [...new Set(votes.flatMap(({ accountId }) => accountId ?? []))];
  const groups = await accountsOfPersons(app, accountIds);
  const [claims, cases] = await Promise.all([
    readClaimsOf(app, [...new Set([...groups.values()].flat())], valueField),
    readCaseFacts(app, [...new Set(votes.flatMap(({ conversationId }) => conversationId ?? []))]),
  ]);
  const values = new Map<string, number>();
  for (const vote of votes) {
    const said = (groups.get(vote.accountId ?? '') ?? []).flatMap(
      (id) => amountIn(claims.get(id) ?? '') ?? [],
    );
    const field = cases.get(vote.conversationId ?? '')?.fields[valueField];
    const value = said.length > 0 ? Math.max(...said) : typeof field === 'number' ? field : undefined;
    if (value !== undefined) values.set(vote.id, value);
  }
  return values;
}
