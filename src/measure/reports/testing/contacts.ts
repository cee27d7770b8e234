import type { App } from '#platform/app/index.ts';
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

/** Stores contacts with their answers, their days marked to be packed. */
export async function storeContacts(app: App, rows: readonly ContactRow[]): Promise<void> {
  await app.db.query(
    `insert into contacts (conversation_id, network, opened_at, kind, language, urgency, needs_reply, team_id, agent_id, first_answer_at, solved_at, rating, about)
       select id, network, to_timestamp("openedAt" / 1000.0), kind, language, urgency, "needsReply", "teamId", "agentId",
         to_timestamp("openedAt" / 1000.0 + answered), to_timestamp("openedAt" / 1000.0 + solved), rating, about
         from jsonb_to_recordset($1::jsonb) as d (id text, network text, "openedAt" float8, kind text, language text, urgency smallint,
           "needsReply" boolean, "teamId" text, "agentId" text, answered float8, solved float8, rating smallint, about text[])`,
    [JSON.stringify(rows)],
  );
  await app.db.query(
    `insert into contact_answers select conversation_id, first_answer_at, agent_id, extract(epoch from first_answer_at - opened_at)::int
       from contacts where first_answer_at is not null`,
  );
  await app.db.query(
    `insert into contact_days select (opened_at at time zone 'UTC')::date from contacts union select (at at time zone 'UTC')::date from contact_answers`,
  );
}

/** What the clock on the wall shows, as the system tells it: the day, and the hour of the week from Monday 0:00. */
export const wallOf = (zone: string, time: number) => {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    })
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday']!);
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: weekday * 24 + Number(parts['hour']),
  };
};
