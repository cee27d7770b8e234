import type { App, Role } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

/** Telling and solving many cases together. */
export interface Wave {
  id: string;
  caseId: string;
  text: string | null;
  doesSolve: boolean;
  actor: { id: string; name: string; role: Role };
  createdAt: Date;
  finishedAt: Date | null;
}

const WAVE = `id, case_id as "caseId", text, does_solve as "doesSolve", actor, created_at as "createdAt", finished_at as "finishedAt"`;

export async function insertWave(
  app: App,
  wave: Pick<Wave, 'caseId' | 'text' | 'doesSolve' | 'actor'>,
  caseIds: readonly string[],
): Promise<string> {
  const id = newId('wave');
  await app.db.query(
    'insert into case_waves (id, case_id, text, does_solve, actor) values ($1, $2, $3, $4, $5::jsonb)',
    [id, wave.caseId, wave.text, wave.doesSolve, JSON.stringify(wave.actor)],
  );
  await app.db.query('insert into case_wave_items (wave_id, case_id) select $1, unnest($2::text[])', [
    id,
    caseIds,
  ]);
  return id;
}

export async function selectWave(app: App, id: string): Promise<Wave | undefined> {
  const rows = await app.db.query<Wave>(`select ${WAVE} from case_waves where id = $1`, [id]);
  return rows[0];
}

/** One case that waits for its turn, locked; undefined when none is left. */
export async function lockNextItem(app: App, waveId: string): Promise<string | undefined> {
  const rows = await app.db.query<{ id: string }>(
    `select case_id as id from case_wave_items where wave_id = $1 and state = 'waiting' order by case_id limit 1 for update skip locked`,
    [waveId],
  );
  return rows[0]?.id;
}

export interface WaveItem {
  waveId: string;
  caseId: string;
  /** `leaving`: told, and solved once the answers have left. */
  state: 'leaving' | 'done' | 'failed';
  /** Why it failed, or why its answers have not left; null: they are on their way. */
  problem: string | null;
  replyIds: string[];
}

export async function settleItem(
  app: App,
  { waveId, caseId, state, problem, replyIds }: WaveItem,
): Promise<void> {
  await app.db.query(
    'update case_wave_items set state = $3, problem = $4, reply_ids = $5 where wave_id = $1 and case_id = $2',
    [waveId, caseId, state, problem, replyIds],
  );
}

const ITEM = `wave_id as "waveId", case_id as "caseId", state, problem, reply_ids as "replyIds"`;

/** What waits for its answers to leave, those behind `after`. */
export async function selectLeaving(
  app: App,
  after: Pick<WaveItem, 'waveId' | 'caseId'> | undefined,
  limit: number,
): Promise<WaveItem[]> {
  return app.db.query<WaveItem>(
    `select ${ITEM} from case_wave_items where state = 'leaving' and (wave_id, case_id) > ($1, $2) order by wave_id, case_id limit $3`,
    [after?.waveId ?? '', after?.caseId ?? '', limit],
  );
}

/** Undefined when it is settled. Waits for whoever else looks at it: what that one saw may be older. */
export async function lockLeaving(app: App, { waveId, caseId }: WaveItem): Promise<WaveItem | undefined> {
  const rows = await app.db.query<WaveItem>(
    `select ${ITEM} from case_wave_items where wave_id = $1 and case_id = $2 and state = 'leaving' for no key update`,
    [waveId, caseId],
  );
  return rows[0];
}

/** Whether any of these cases waits for an answer of a wave to leave. */
export async function hasLeaving(app: App, caseIds: readonly string[]): Promise<boolean> {
  const rows = await app.db.query(
    `select from case_wave_items where state = 'leaving' and case_id = any($1) limit 1`,
    [caseIds],
  );
  return rows.length > 0;
}

/** Ends a wave of which nothing is left to do. Answers whether it ended now. */
export async function finishWave(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    `update case_waves set finished_at = now() where id = $1 and finished_at is null
       and not exists (select from case_wave_items where wave_id = $1 and state in ('waiting', 'leaving')) returning 1`,
    [id],
  );
  return rows.length > 0;
}

/** Ends all waves of which nothing is left to do. Answers which. */
export async function finishWaves(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `update case_waves w set finished_at = now() where finished_at is null
       and not exists (select from case_wave_items where wave_id = w.id and state in ('waiting', 'leaving')) returning id`,
  );
  return rows.map(({ id }) => id);
}

export interface WaveProgress extends Wave {
  total: number;
  done: number;
  failed: number;
  /** Told, and solved once the answers have left. */
  leaving: number;
  /** Why some failed, or could not leave yet: each reason once, at most ten. */
  problems: string[];
}

/** The last waves of a case, newest first. */
export async function selectWaves(app: App, caseId: string, limit: number): Promise<WaveProgress[]> {
  return app.db.query<WaveProgress>(
    `select ${WAVE}, n.* from (select * from case_waves where case_id = $1 order by id desc limit $2) w cross join lateral (
       select count(*)::int as total, count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'failed')::int as failed,
         count(*) filter (where state = 'leaving')::int as leaving,
         coalesce((array_agg(distinct problem) filter (where problem is not null))[1:10], '{}') as problems
         from case_wave_items i where i.wave_id = w.id) n order by w.id desc`,
    [caseId, limit],
  );
}
