import type { App } from '#platform/app/index.ts';

export interface CategoryRow {
  id: string;
  name: string;
  slug: string;
  articles: number;
}

/** In their order, with how many articles that are not put away they have. */
export async function selectCategories(app: App): Promise<CategoryRow[]> {
  return app.db.query<CategoryRow>(
    `select c.id, c.name, c.slug, count(a.id)::integer as articles from help_categories c
       left join articles a on a.category_id = c.id and a.archived_at is null group by c.id order by c.position, c.id`,
  );
}

/** Makes the list what is given; articles of those that are not given have none. */
export async function replaceCategories(
  app: App,
  rows: readonly { id: string; name: string; slug: string }[],
): Promise<void> {
  const given = JSON.stringify(rows.map((row, position) => ({ ...row, position })));
  await app.db.query('delete from help_categories where id <> all($1)', [rows.map(({ id }) => id)]);
  // Addresses may change places: out of each other's way first.
  await app.db.query(`update help_categories set slug = id`);
  await app.db.query(
    `insert into help_categories (id, name, slug, position)
       select r ->> 'id', r ->> 'name', r ->> 'slug', (r ->> 'position')::integer from jsonb_array_elements($1::jsonb) r
     on conflict (id) do update set name = excluded.name, slug = excluded.slug, position = excluded.position`,
    [given],
  );
}
