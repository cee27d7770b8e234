import { type App, perApp } from '#platform/app/index.ts';
import type { Facts } from '#lib/conditions/index.ts';
import { readMembers } from '#people/members/index.ts';
import type { CountedFact } from './domain.ts';
import { COUNTED_FACTS } from './domain.ts';
import { countedFact } from './counted-store.ts';
import { addVisit, selectFacts } from './store.ts';

const DAY_MS = 86_400_000;

/** Counts what a member did, in the ambient transaction; `n` below nought takes back. The level follows within a minute. */
export async function countFact(app: App, memberId: string, fact: CountedFact, n = 1): Promise<void> {
  if (n !== 0) await app.db.send([countedFact(memberId, fact, n)]);
}

/** The last day of each member that was counted. */
const seenOf = perApp(() => new Map<string, number>());

/** A member is here: each day counts once. */
export async function noteVisit(app: App, memberId: string): Promise<void> {
  const day = Math.floor(app.clock.now().getTime() / DAY_MS);
  const days = seenOf(app);
  if (days.get(memberId) === day) return;
  if (days.size > 50_000) days.clear();
  days.set(memberId, day);
  try {
    await addVisit(app, memberId);
  } catch (error) {
    days.delete(memberId);
    throw error;
  }
}

export type KnownFacts = Record<string, number | boolean>;

/** What is known of members, as formulas and rules ask for it. Those who are not there any more are left out. */
export async function factsOfMembers(app: App, ids: readonly string[]): Promise<Map<string, KnownFacts>> {
  const [members, rows] = await Promise.all([readMembers(app, ids), selectFacts(app, ids)]);
  const now = app.clock.now().getTime();
  const known = new Map<string, KnownFacts>();
  for (const [id, member] of members) {
    if (member.state === 'erased') continue;
    known.set(id, {
      ...Object.fromEntries(COUNTED_FACTS.map((fact) => [fact, 0])),
      'recent-offences': 0,
      'recent-measures': 0,
      days: Math.floor((now - member.createdAt.getTime()) / DAY_MS),
      'mail-proven': member.mailVerifiedAt !== null,
      'has-profile': member.bio !== null,
    } satisfies Facts);
  }
  for (const { memberId, fact, n, recent } of rows) {
    const facts = known.get(memberId);
    if (!facts) continue;
    facts[fact] = n;
    if (fact === 'offences' || fact === 'measures') facts[`recent-${fact}`] = recent;
  }
  return known;
}
