import type { App } from '#platform/app/index.ts';

/** A form that was begun; what was suggested and opened is added to what it had. A form that ended stays as it ended. */
export async function noteForm(
  app: App,
  form: { id: string; language: string; suggested: number; opened: number },
): Promise<void> {
  await app.db.query(
    `insert into contact_forms as f (id, language, suggested, opened) values ($1, $2, $3, $4)
     on conflict (id) do update set suggested = greatest(f.suggested, excluded.suggested), opened = f.opened + excluded.opened where f.ended is null`,
    [form.id, form.language, form.suggested, form.opened],
  );
}

/** Ends a form once; false where it had ended before. One that was sent had been meant seriously, however it looked before. */
export async function endForm(
  app: App,
  { id, language, ended }: { id: string; language: string; ended: 'answered' | 'sent' },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into contact_forms as f (id, language, ended, ended_at) values ($1, $2, $3, now())
     on conflict (id) do update set ended = excluded.ended, ended_at = now() where f.ended is null or (f.ended = 'answered' and excluded.ended = 'sent')
     returning id`,
    [id, language, ended],
  );
  return rows.length > 0;
}

export interface FormSums {
  begun: number;
  suggested: number;
  /** With suggestions and not sent for a day. */
  left: number;
  answered: number;
  sent: number;
  /** Suggestions were shown, none was opened, and it was sent. */
  sentUnopened: number;
}

export async function sumForms(app: App, days: number): Promise<FormSums> {
  const [row] = await app.db.query<FormSums>(
    `select count(*)::integer as begun, count(*) filter (where suggested > 0)::integer as suggested,
       count(*) filter (where suggested > 0 and ended is null and begun_at < now() - interval '1 day')::integer as left,
       count(*) filter (where ended = 'answered')::integer as answered, count(*) filter (where ended = 'sent')::integer as sent,
       count(*) filter (where ended = 'sent' and suggested > 0 and opened = 0)::integer as "sentUnopened"
      from contact_forms where begun_at > now() - make_interval(days => $1)`,
    [days],
  );
  return row!;
}
