import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export async function takeDays(app: App, most: number): Promise<string[]> {
  const rows = await app.db.query<{ day: string }>(
    `with next as (select day from contact_days order by day desc limit $1 for update skip locked)
     delete from contact_days d using next where d.day = next.day returning d.day::text as day`,
    [most],
  );
  return rows.map(({ day }) => day);
}

export interface ContactRow {
  id: string;
  /** Milliseconds since 1970. */
  openedAt: number;
  network: string;
  language: string;
  kind: string;
  urgency: number;
  needsReply: boolean;
  teamId: string | null;
  agentId: string | null;
  solverId: string | null;
  /** Seconds after it was opened; null: not yet. */
  answered: number | null;
  solved: number | null;
  rating: number | null;
  about: string[];
}

const MOST_SECONDS = 2_000_000_000;
const SINCE_OPENED = (column: string) =>
  `case when ${column} is not null then least(greatest(floor(extract(epoch from ${column} - opened_at)), 0), ${MOST_SECONDS}) end::float8`;
const CONTACT = `conversation_id as id, floor(extract(epoch from opened_at) * 1000)::float8 as "openedAt", network, language, kind, urgency,
  needs_reply as "needsReply", team_id as "teamId", agent_id as "agentId", solver_id as "solverId",
  ${SINCE_OPENED('first_answer_at')} as answered, ${SINCE_OPENED('solved_at')} as solved, rating, about`;

/** By UTC. */
const ON_DAY = (column: string) =>
  `${column} >= ($1::date)::timestamp at time zone 'UTC' and ${column} < ($1::date + 1)::timestamp at time zone 'UTC'`;

export const selectContactsOf = (app: App, day: string): Promise<ContactRow[]> =>
  app.db.query<ContactRow>(
    `select ${CONTACT} from contacts where ${ON_DAY('opened_at')} order by opened_at, conversation_id`,
    [day],
  );

export interface AnswerRow {
  at: number;
  by: string | null;
  waited: number | null;
  network: string;
  language: string;
  teamId: string | null;
}

export const selectAnswersOf = (app: App, day: string): Promise<AnswerRow[]> =>
  app.db.query<AnswerRow>(
    `select floor(extract(epoch from a.at) * 1000)::float8 as at, a.by, a.waited_s::float8 as waited, c.network, c.language, c.team_id as "teamId"
       from contact_answers a join contacts c using (conversation_id) where ${ON_DAY('a.at')} order by a.at, a.conversation_id`,
    [day],
  );

export async function countAnswersSince(app: App, since: Date): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from contact_answers where at >= $1',
    [since],
  );
  return row!.count;
}

/** What a number of a report stands for. */
export interface Behind {
  from: Date;
  to: Date;
  what:
    | 'contacts'
    | 'needing'
    | 'answered'
    | 'unanswered'
    | 'solved'
    | 'rated'
    | 'satisfied'
    | 'unsatisfied'
    /** Conversations that were answered in the period, whenever they began; by an agent: by whom. */
    | 'given';
  /** Empty: all. Of teams '' is none. */
  networks: readonly string[];
  teams: readonly string[];
  languages: readonly string[];
  /** One group of a table; `about` entries with their letter. */
  group?: { by: 'network' | 'kind' | 'team' | 'language' | 'about' | 'agent'; key: string } | undefined;
  /** Hour of the week by the clock of `zone`, Monday from 0:00 is 0. */
  hour?: number | undefined;
  zone: string;
}

export interface Found {
  id: string;
  openedAt: Date;
}

const WHAT: Record<Exclude<Behind['what'], 'given'>, string> = {
  contacts: 'true',
  needing: 'needs_reply',
  answered: 'first_answer_at is not null',
  unanswered: 'needs_reply and first_answer_at is null and solved_at is null',
  solved: 'solved_at is not null',
  rated: 'rating is not null',
  satisfied: 'rating >= 4',
  unsatisfied: 'rating < 4',
};
const GROUP = {
  network: 'network = $8',
  kind: 'kind = $8',
  team: `coalesce(team_id, '') = $8`,
  language: 'language = $8',
  about: 'about @> array[$8]',
  agent: 'agent_id = $8',
} as const;

const GIVEN = (isByAgent: boolean) =>
  `conversation_id in (select conversation_id from contact_answers where at >= $1 and at < $2${isByAgent ? ' and by = $8' : ''})`;

export async function selectBehind(
  app: App,
  { from, to, what, networks, teams, languages, group, hour, zone }: Behind,
  after: Found | undefined,
  limit: number,
): Promise<Found[]> {
  return app.db.query<Found>(
    `select conversation_id as id, opened_at as "openedAt" from contacts
      where ${what === 'given' ? GIVEN(group?.by === 'agent') : `opened_at >= $1 and opened_at < $2 and ${WHAT[what]}`}
        and (cardinality($3::text[]) = 0 or network = any($3)) and (cardinality($4::text[]) = 0 or coalesce(team_id, '') = any($4))
        and (cardinality($5::text[]) = 0 or language = any($5))
        and ($6::int is null or (extract(isodow from opened_at at time zone $7) - 1) * 24 + extract(hour from opened_at at time zone $7) = $6)
        and ($8::text is null or ${group && !(what === 'given' && group.by === 'agent') ? GROUP[group.by] : 'true'})
        and ($9::timestamptz is null or (opened_at, conversation_id) < ($9, $10))
      order by opened_at desc, conversation_id desc limit $11`,
    [
      from,
      to,
      textArray(networks),
      textArray(teams),
      textArray(languages),
      hour ?? null,
      zone,
      group?.key ?? null,
      after?.openedAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** ISO 639 of the contacts of these conversations; those nobody knows are left out. */
export async function selectLanguages(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await app.db.query<{ id: string; language: string }>(
    'select conversation_id as id, language from contacts where conversation_id = any($1)',
    [textArray(ids)],
  );
  return new Map(rows.map(({ id, language }) => [id, language]));
}
