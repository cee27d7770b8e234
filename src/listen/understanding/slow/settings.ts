import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { understandingErrors } from '../errors.ts';
import { LABEL_KEYS, type LabelKey } from '../said.ts';
import { readMany } from '../read-labels.ts';
import type { SlowTierInput, SlowTierView } from './schema.ts';
import { LOCAL, localFolder, localModel } from './local/index.ts';
import { request, SECRET_CONTEXT } from './run.ts';
import { putTier, selectOpinions, selectTier, selectToday } from './store.ts';

/** Latest opinions that are compared. */
const MOST_COMPARED = 1000;

/** How the slower model is set up, what it did today, and how it compares with the first pass. */
export async function readSlowTier(app: App): Promise<SlowTierView> {
  const [tier, today, comparison] = await Promise.all([selectTier(app), selectToday(app), compare(app)]);
  return {
    isOn: tier.is_on,
    url: tier.url,
    model: tier.model,
    local: localFolder(app),
    hasKey: tier.secret !== null,
    requestsPerDay: tier.requests_per_day,
    tokensPerDay: tier.tokens_per_day,
    timeoutMs: tier.timeout_ms,
    restingUntil: tier.is_resting ? (tier.resting_until?.toISOString() ?? null) : null,
    problem: tier.last_error,
    answeredAt: tier.answered_at?.toISOString() ?? null,
    today,
    comparison,
  };
}

/** Changes the set-up; an absent key stays, an empty one goes. Throws `slow_tier.no_folder`, `slow_tier.folder_unusable`. */
export async function changeSlowTier(app: App, actor: Actor, input: SlowTierInput): Promise<SlowTierView> {
  const model = input.url === LOCAL && input.isOn ? idOfFolder(app) : input.model;
  await app.db.transaction(async () => {
    const { secret } = await selectTier(app);
    const { isOn, url, key, requestsPerDay, tokensPerDay, timeoutMs } = input;
    const sealed = key === undefined ? secret : key === '' ? null : app.secrets.seal(key, SECRET_CONTEXT);
    await putTier(app, {
      is_on: isOn,
      url,
      model,
      secret: sealed,
      requests_per_day: requestsPerDay,
      tokens_per_day: tokensPerDay,
      timeout_ms: timeoutMs,
    });
    await audit(app, actor, {
      action: 'slow_tier.changed',
      subject: 'understanding',
      detail: { isOn, url, model, requestsPerDay, tokensPerDay, keyChanged: key !== undefined },
    });
    if (isOn) await app.jobs.enqueue('understanding.ask', {}, { key: 'understanding.ask' });
  });
  return readSlowTier(app);
}

function idOfFolder(app: App): string {
  const folder = localFolder(app);
  if (folder === null) throw understandingErrors('slow_tier.no_folder', {});
  if (folder.problem !== null)
    throw understandingErrors('slow_tier.folder_unusable', { problem: folder.problem });
  return localModel(app)!.id;
}

/** Asks about an invented post, with the stored set-up; costs one request and is not counted. */
export async function trySlowTier(app: App): Promise<{
  isFine: boolean;
  problem: string | null;
  milliseconds: number;
  said: Record<string, string> | null;
}> {
  const began = performance.now();
  const tier = await selectTier(app);
  const text = 'I have been waiting for my parcel for two weeks and nobody answers. Where is it?';
  const { outcome, opinion } = await request(app, tier, text, new AbortController().signal);
  const milliseconds = Math.round(performance.now() - began);
  if (opinion) return { isFine: true, problem: null, milliseconds, said: { ...opinion } };
  return {
    isFine: false,
    problem: outcome.kind === 'answered' ? null : outcome.problem,
    milliseconds,
    said: null,
  };
}

/** For each label: how often both say the same, and who was right where a person has spoken. */
async function compare(app: App): Promise<SlowTierView['comparison']> {
  const opinions = await selectOpinions(app, MOST_COMPARED);
  const rows = new Map<
    LabelKey,
    { both: number; same: number; judged: number; quickRight: number; slowRight: number }
  >();
  const stored = await readMany(
    app,
    opinions.map(({ post_id }) => post_id),
  );
  for (const { post_id, said } of opinions) {
    const read = stored.get(post_id);
    if (!read) continue;
    for (const { key, value } of read.quick) {
      const slow = said[key];
      if (slow === undefined) continue;
      const row = rows.get(key) ?? { both: 0, same: 0, judged: 0, quickRight: 0, slowRight: 0 };
      rows.set(key, row);
      row.both++;
      if (slow === value) row.same++;
      const right = read.row.corrections?.find(({ label }) => label === key)?.value;
      if (right === undefined) continue;
      row.judged++;
      if (value === right) row.quickRight++;
      if (slow === right) row.slowRight++;
    }
  }
  return LABEL_KEYS.flatMap((label) => {
    const row = rows.get(label);
    return row ? [{ label, ...row }] : [];
  });
}
