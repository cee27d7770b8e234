import type { App } from '#platform/app/index.ts';
import { reckonFairness } from '#measure/fairness/service.ts';
import { packChangedDays } from '#measure/reports/index.ts';

/** What reports know of the conversations that `seedInbox` filled in, as it stands after the jobs have run. The same for the same conversations. */
export async function seedContacts(app: App): Promise<void> {
  const client = await app.db.pool.connect();
  const run = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    console.error(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    await run('contacts', () => client.query(CONTACTS));
    await run('answers', () => client.query(ANSWERS));
    await client.query('vacuum (analyze) contacts, contact_answers');
  } finally {
    client.release(true);
  }
  await run('days packed', () => packChangedDays(app));
  await run('fairness', () => reckonFairness(app));
}

const CONTACTS = `insert into contacts (conversation_id, network, opened_at, reach, kind, language, urgency, needs_reply, team_id, agent_id, first_answer_at, solved_at, rating, about)
  select id, network, at, (chance % 1000) * (chance % 97), (array['complaint', 'question', 'praise', 'other'])[1 + chance % 4], (array['en', 'de', 'fr', 'und'])[1 + chance / 4 % 4], chance % 4,
    chance % 5 > 0, 'team_' || chance % 6, coalesce(assignee_id, 'user_x'), case when chance % 7 > 0 then at + (chance % 5000) * interval '20 seconds' end,
    case when status = 'done' then at + (chance % 9000) * interval '1 minute' end, case when chance % 11 = 0 then 1 + chance / 11 % 5 end,
    (select coalesce(array_agg('t:' || t), '{}') from unnest(topic_ids) as t) || (select coalesce(array_agg('l:' || l), '{}') from unnest(labels) as l)
  from (select *, abs(hashtext(id)) % 1000000 as chance, last_post_at - interval '7 minutes' as at from conversations) c`;

const ANSWERS = `insert into contact_answers select conversation_id, first_answer_at, agent_id, extract(epoch from first_answer_at - opened_at)::int from contacts where first_answer_at is not null;
  insert into contact_days select (opened_at at time zone 'UTC')::date from contacts union select (at at time zone 'UTC')::date from contact_answers on conflict do nothing`;
