import type { App } from '#platform/app/index.ts';
import type { WidgetSettings } from './schema.ts';

export interface WidgetRow {
  id: string;
  settings: WidgetSettings;
  accountId: string;
  /** Sealed. */
  secret: string;
  formerSecret: string | null;
  formerUntil: Date | null;
  createdAt: Date;
}

export interface WidgetFigures {
  widgetId: string;
  visits: number;
  offline: number;
  answersHelped: number;
  rating: number | null;
}

const COLUMNS = `id, settings, account_id as "accountId", secret, former_secret as "formerSecret", former_until as "formerUntil", created_at as "createdAt"`;

export function selectWidgets(app: App): Promise<WidgetRow[]> {
  return app.db.query<WidgetRow>(`select ${COLUMNS} from chat_widgets order by id`);
}

export async function selectWidget(app: App, id: string): Promise<WidgetRow | undefined> {
  const [row] = await app.db.query<WidgetRow>(`select ${COLUMNS} from chat_widgets where id = $1`, [id]);
  return row;
}

export async function lockWidget(app: App, id: string): Promise<WidgetRow | undefined> {
  const [row] = await app.db.query<WidgetRow>(
    `select ${COLUMNS} from chat_widgets where id = $1 for update`,
    [id],
  );
  return row;
}

export async function insertWidget(
  app: App,
  row: Pick<WidgetRow, 'id' | 'settings' | 'accountId' | 'secret'>,
): Promise<void> {
  await app.db.query(
    'insert into chat_widgets (id, settings, account_id, secret) values ($1, $2::jsonb, $3, $4)',
    [row.id, JSON.stringify(row.settings), row.accountId, row.secret],
  );
}

export async function updateWidget(
  app: App,
  { id, settings, accountId }: Pick<WidgetRow, 'id' | 'settings' | 'accountId'>,
): Promise<void> {
  await app.db.query('update chat_widgets set settings = $2::jsonb, account_id = $3 where id = $1', [
    id,
    JSON.stringify(settings),
    accountId,
  ]);
}

/** The secret so far stays good for some hours; none at all where it got out. */
export async function replaceSecret(app: App, id: string, sealed: string, hours: number): Promise<void> {
  await app.db.query(
    `update chat_widgets set secret = $2, former_secret = case when $3::int > 0 then secret end,
       former_until = case when $3::int > 0 then now() + make_interval(hours => $3::int) end where id = $1`,
    [id, sealed, hours],
  );
}

export async function deleteWidget(app: App, id: string): Promise<void> {
  await app.db.query('delete from chat_widgets where id = $1', [id]);
}

export function sumFigures(app: App, days: number): Promise<WidgetFigures[]> {
  return app.db.query<WidgetFigures>(
    `select w.id as "widgetId", coalesce(v.visits, 0)::int as visits, coalesce(v.offline, 0)::int as offline,
       coalesce(a.helped, 0)::int as "answersHelped", v.rating::float8 as rating
      from chat_widgets w
      left join (select widget_id, count(*) filter (where kind = 'chat') as visits, count(*) filter (where kind = 'offline') as offline, avg(rating) as rating
        from chat_visits where last_seq > 0 and started_at > now() - make_interval(days => $1) group by widget_id) v on v.widget_id = w.id
      left join (select widget_id, sum(helped) as helped from chat_answers where day > current_date - $1 group by widget_id) a on a.widget_id = w.id`,
    [days],
  );
}

/** Median minutes from the first message of a visitor to our first answer, in the last days; null where fewer than five were answered. */
export async function medianWait(app: App, widgetId: string, days: number): Promise<number | null> {
  const [row] = await app.db.query<{ minutes: number | null }>(
    `select case when count(*) >= 5 then percentile_cont(0.5) within group (order by extract(epoch from answered - asked) / 60) end::float8 as minutes
      from (select min(m.at) filter (where m.sender = 'visitor') as asked, min(m.at) filter (where m.sender = 'agent') as answered
        from chat_visits v join chat_messages m on m.visit_id = v.id
        where v.widget_id = $1 and v.kind = 'chat' and v.started_at > now() - make_interval(days => $2) group by v.id) waits
      where answered > asked`,
    [widgetId, days],
  );
  return row?.minutes ?? null;
}

/** Counts that an article was shown before a chat, or that it answered the question. */
export async function countAnswer(
  app: App,
  what: 'shown' | 'helped',
  answer: { widgetId: string; articleId: string; language: string },
): Promise<void> {
  await app.db.query(
    `insert into chat_answers as a (day, widget_id, article_id, language, shown, helped) values (current_date, $1, $2, $3, $4, $5)
      on conflict (day, widget_id, article_id, language) do update set shown = a.shown + excluded.shown, helped = a.helped + excluded.helped`,
    [answer.widgetId, answer.articleId, answer.language, what === 'shown' ? 1 : 0, what === 'helped' ? 1 : 0],
  );
}

/** Questions that an article answered before they were asked, by article, since a day. */
export async function countHelped(app: App, since: Date): Promise<Map<string, number>> {
  const rows = await app.db.query<{ id: string; helped: number }>(
    `select article_id as id, sum(helped)::int as helped from chat_answers where day >= $1::date and helped > 0 group by article_id`,
    [since],
  );
  return new Map(rows.map(({ id, helped }) => [id, helped]));
}
