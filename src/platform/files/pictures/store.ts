import type { App } from '#platform/app/index.ts';
import type { PictureSize } from './sizes.ts';

export interface VariantRow {
  state: 'made' | 'as it is' | 'not shown';
  mediaType: string;
  /** Null unless it was made. */
  bytes: Uint8Array | null;
}

export async function selectVariant(
  app: App,
  fileId: string,
  size: PictureSize,
): Promise<VariantRow | undefined> {
  const [row] = await app.db.query<VariantRow>(
    'select state, media_type as "mediaType", bytes from file_variants where file_id = $1 and size = $2',
    [fileId, size],
  );
  return row;
}

/** Whoever comes second keeps what is there; a file that is gone meanwhile gets none. */
export async function insertVariant(
  app: App,
  fileId: string,
  size: PictureSize,
  row: VariantRow,
): Promise<void> {
  await app.db.query(
    `insert into file_variants (file_id, size, state, media_type, bytes)
     select id, $2, $3, $4, $5 from files where id = $1 and scan <> 'refused' on conflict do nothing`,
    [fileId, size, row.state, row.mediaType, row.bytes && Buffer.from(row.bytes)],
  );
}
