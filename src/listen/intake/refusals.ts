import { parseJson } from '#lib/json/index.ts';
import { connectorsPort, type InboundItem, type Refusal } from '#connectors/kit/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { page } from '#platform/http/index.ts';
import { intakeErrors } from './errors.ts';
import { selectImport } from './imports/imports-store.ts';
import { inboundItem } from './schema.ts';
import {
  countRefusalRows,
  deleteRefusals,
  lockRefusal,
  noteAttempt,
  type RefusalRow,
  selectRefusals,
} from './store.ts';
import { takeIn } from './take-in.ts';

const AFTER_ALL = 'ref_~';

/** Payloads kept aside, newest first. */
export async function listRefusals(
  app: App,
  asked: { sourceId?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const rows = await selectRefusals(app, {
    sourceId: asked.sourceId,
    before: asked.cursor ?? AFTER_ALL,
    limit: asked.limit + 1,
  });
  return page(rows.map(toView), asked.limit, (row) => row.id);
}

/** How many payloads are kept aside. */
export const countRefusals = (app: App): Promise<number> => countRefusalRows(app);

/** Tries a payload again. True when it is understood now and gone from here; otherwise the reason is renewed. Throws `refusal.not_found`. */
export async function replayRefusal(app: App, actor: Actor, id: string): Promise<boolean> {
  return app.db.transaction(async () => {
    const row = await lockRefusal(app, id);
    if (!row) throw intakeErrors('refusal.not_found', { id });
    const item = understand(app, row);
    if (item?.type === 'refusal') {
      await noteAttempt(app, id, item.code, item.reason);
      return false;
    }
    // A payload that is refused again comes back as a row of its own.
    await deleteRefusals(app, [id]);
    if (item) {
      const keepsAll = row.source_id !== null && (await selectImport(app, row.source_id))?.keeps_all === true;
      await takeIn(app, { sourceId: row.source_id, items: [item], keepsAll });
    }
    await audit(app, actor, { action: 'refusal.replayed', subject: id, detail: { code: row.code } });
    return true;
  });
}

export interface ReplayedPart {
  tried: number;
  understood: number;
  /** The last one tried; absent when none was left. */
  position: string | undefined;
}

/** Tries those kept aside below `before` again, newest first, at most `most`. Ends early, after whole ones, when the signal is aborted. */
export async function replayPart(
  app: App,
  actor: Actor,
  before: string = AFTER_ALL,
  most = 100,
  signal?: AbortSignal,
): Promise<ReplayedPart> {
  const part: ReplayedPart = { tried: 0, understood: 0, position: undefined };
  for (const { id } of await selectRefusals(app, { before, limit: most })) {
    if (signal?.aborted) break;
    part.tried++;
    if (await replayRefusal(app, actor, id).catch(ignoreGone)) part.understood++;
    part.position = id;
  }
  return part;
}

/** Throws a payload away. Throws `refusal.not_found`. */
export async function discardRefusal(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if ((await deleteRefusals(app, [id])) === 0) throw intakeErrors('refusal.not_found', { id });
    await audit(app, actor, { action: 'refusal.discarded', subject: id });
  });
}

function understand(app: App, row: RefusalRow): InboundItem | Refusal | null {
  const refuse = (reason: string): Refusal => ({
    type: 'refusal',
    code: row.code,
    reason,
    payload: row.payload,
  });
  if (row.format === 'item') {
    const parsed = inboundItem.safeParse(parseJson(row.payload));
    return parsed.success
      ? (parsed.data as InboundItem)
      : refuse('It is not a whole item; it was cut when it was kept aside.');
  }
  const parse = row.format === null ? undefined : app.use(connectorsPort).lineParsers.get(row.format);
  if (!parse)
    return refuse(
      `Its source does not read single payloads again. First refusal: ${row.reason}`.slice(0, 2000),
    );
  return parse(row.payload);
}

function ignoreGone(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === 'refusal.not_found') return false;
  throw error;
}

function toView(row: RefusalRow) {
  return {
    id: row.id,
    sourceId: row.source_id,
    code: row.code,
    reason: row.line === null ? row.reason : `Line ${row.line}: ${row.reason}`,
    payload: row.payload,
    at: row.at.toISOString(),
    attempts: row.attempts,
  };
}
