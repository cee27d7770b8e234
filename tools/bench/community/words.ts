import type { App } from '#platform/app/index.ts';
import { partsOf } from '#lib/typos/index.ts';

/** Makes seeded posts found by their words in a few statements, as the worker would in some minutes for a million. */
export async function fillWords(app: App): Promise<void> {
  await app.db.transaction(async () => {
    await app.db.query('set local statement_timeout = 0');
    await app.db.query('set local maintenance_work_mem = $$256MB$$');
    await app.db.query('drop index forum_posts_terms');
    await app.db.query(
      `update forum_posts p set is_waiting = false, terms = setweight(to_tsvector('simple', case when p.number = 1 then t.title else '' end), 'A')
           || setweight(to_tsvector('simple', p.author_name), 'C') || setweight(to_tsvector('simple', regexp_replace(p.html, '<[^>]*>', '', 'g')), 'D')
         from forum_threads t where t.id = p.thread_id and p.is_waiting`,
    );
    await app.db.query('create index forum_posts_terms on forum_posts using gin (terms)');
    const words = await app.db.query<{ word: string; uses: number }>(
      `select word, ndoc as uses from ts_stat('select terms from forum_posts where terms is not null')`,
    );
    const rows = words.map(({ word, uses }) => ({ word, uses, parts: [...partsOf(word)] }));
    await app.db.query(
      `insert into forum_words (word, uses, parts)
         select word, uses, array(select jsonb_array_elements_text(parts)::int) from jsonb_to_recordset($1::jsonb) as d (word text, uses int, parts jsonb)
       on conflict (word) do update set uses = excluded.uses`,
      [JSON.stringify(rows)],
    );
  });
}
