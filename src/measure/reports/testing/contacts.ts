import type { AnswerRow, ContactRow } from '#measure/contacts/index.ts';
import { pick, type Random } from '../../../../test/helpers/random.ts';

export const NETWORKS = ['bluesky', 'mail', 'chat', 'feed'] as const;
export const LANGUAGES = ['en', 'de', 'und'] as const;
export const TEAMS = [null, 'team_a', 'team_b'] as const;
export const AGENTS = ['user_ana', 'user_ben', 'user_cy'] as const;
const KINDS = ['complaint', 'question', 'other'] as const;
const ABOUT = ['l:refund', 'l:vip', 't:topic_brand', 'i:cancel', 'y:ctype_x'] as const;

/** A contact somewhere between two moments. */
export function anyContact(random: Random, id: string, from: number, to: number): ContactRow {
  const of = <T>(list: readonly T[]): T => list[pick(random, list.length)]!;
  const answered = random() < 0.7 ? Math.floor(random() ** 3 * 200_000) : null;
  return {
    id,
    openedAt: from + pick(random, to - from),
    network: of(NETWORKS),
    language: of(LANGUAGES),
    kind: of(KINDS),
    urgency: pick(random, 4),
    needsReply: random() < 0.8,
    teamId: of(TEAMS),
    agentId: answered === null || random() < 0.1 ? null : of(AGENTS),
    solverId: null,
    answered,
    solved: random() < 0.6 ? Math.floor(random() ** 2 * 900_000) : null,
    rating: random() < 0.3 ? 1 + pick(random, 5) : null,
    about: ABOUT.filter(() => random() < 0.3),
  };
}

/** The answer that a contact got, as it is counted on its own day. */
export function answerTo({
  openedAt,
  answered,
  agentId,
  network,
  language,
  teamId,
}: ContactRow): AnswerRow[] {
  if (answered === null) return [];
  return [{ at: openedAt + answered * 1000, by: agentId, waited: answered, network, language, teamId }];
}
