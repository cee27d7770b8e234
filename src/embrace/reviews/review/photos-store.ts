import type { App } from '#platform/app/index.ts';

/** These photos are the review's, in this order; answers those that are not any more. */
export async function replacePhotos(
  app: App,
  reviewId: string,
  fileIds: readonly string[],
): Promise<string[]> {
  const gone = await app.db.query<{ id: string }>(
    'delete from review_photos where review_id = $1 and not file_id = any($2) returning file_id as id',
    [reviewId, fileIds],
  );
  await app.db.query(
    `insert into review_photos (review_id, file_id, position) select $1, t.id, t.place from unnest($2::text[]) with ordinality as t(id, place)
     on conflict (review_id, file_id) do update set position = excluded.position`,
    [reviewId, fileIds],
  );
  await app.db.query('update reviews set photos = $2 where id = $1', [reviewId, fileIds.length]);
  return gone.map(({ id }) => id);
}

export async function selectPhotos(app: App, reviewIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await app.db.query<{ reviewId: string; id: string }>(
    'select review_id as "reviewId", file_id as id from review_photos where review_id = any($1) order by review_id, position',
    [reviewIds],
  );
  const photos = new Map<string, string[]>();
  for (const { reviewId, id } of rows) photos.set(reviewId, [...(photos.get(reviewId) ?? []), id]);
  return photos;
}

/** Who may see a photo: everybody while its review is shown, its author while it waits for a look. */
export async function whoSeesPhoto(
  app: App,
  fileId: string,
  memberId: string | null,
): Promise<'everybody' | 'author' | undefined> {
  const [row] = await app.db.query<{ who: 'everybody' | 'author' }>(
    `select case when r.state = 'shown' then 'everybody' else 'author' end as who from review_photos p join reviews r on r.id = p.review_id
      where p.file_id = $1 and (r.state = 'shown' or (r.state = 'held' and r.member_id = $2)) limit 1`,
    [fileId, memberId],
  );
  return row?.who;
}
