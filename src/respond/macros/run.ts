import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { mustHold } from '#platform/http/index.ts';
import { actorNow } from '#people/sessions/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { doActions } from './act.ts';
import { permissionFor } from './domain.ts';
import { macroErrors } from './errors.ts';
import {
  failItem,
  insertRun,
  type ItemRow,
  lockNext,
  type RunRow,
  selectItems,
  selectRun,
  setRunState,
  updateItem,
} from './runs-store.ts';
import type { MacroRunView } from './schema.ts';
import { fitting, readMacro } from './service.ts';

/** So many are done at once; more in the background, with progress. */
const AT_ONCE = 3;
const LEFT_BEHIND_MS = 60_000;

/** Does a macro to conversations. Few are done when this answers; for many ask again, or hear `macro.progress`. Throws `macro.not_found`, `http.forbidden`. */
export async function runMacro(
  app: App,
  actor: Actor,
  id: string,
  conversationIds: readonly string[],
): Promise<MacroRunView> {
  const macro = await readMacro(app, actor, id);
  for (const action of macro.actions) mustHold(actor, permissionFor(action));
  const known = (await findConversations(app, [...new Set(conversationIds)])).map((row) => row.id);
  const runId = await app.db.transaction(async () => {
    const run = await insertRun(
      app,
      { macroId: id, name: macro.name, actions: macro.actions, createdBy: actor.id },
      known,
    );
    await audit(app, actor, {
      action: 'macro.run',
      subject: id,
      detail: { runId: run, conversations: known.length },
    });
    // A few are done here and now; the job is for what a process leaves behind that ends in between.
    const delayMs = known.length > AT_ONCE ? 0 : LEFT_BEHIND_MS;
    await app.jobs.enqueue('macros.run', { runId: run }, { key: `macros.run:${run}`, delayMs });
    return run;
  });
  if (known.length <= AT_ONCE) await goOn(app, actor, runId);
  return readRun(app, actor, runId);
}

/** Does what is still to be done of a run, one conversation after the other, each all or nothing. */
export async function goOn(app: App, actor: Actor, runId: string, signal?: AbortSignal): Promise<void> {
  const run = await selectRun(app, runId);
  if (!run || run.state !== 'running') return;
  const items = await selectItems(app, runId);
  const waiting = items.filter(({ state }) => state === 'waiting').map((item) => item.conversationId);
  const macro = await readMacro(app, actor, run.macroId).catch(() => undefined);
  const fits = macro ? await fitting(app, macro, waiting) : new Set<string>();
  for (let done = items.length - waiting.length; ; done++) {
    if (signal?.aborted === true) return;
    const isMore = await oneMore(app, actor, run, fits);
    await app.bus.publish('macro.progress', {
      runId,
      done: Math.min(done + 1, items.length),
      total: items.length,
    });
    if (!isMore) return;
  }
}

/** Answers false when nothing is left. What cannot be done undoes its transaction; why is written in one of its own. */
async function oneMore(app: App, actor: Actor, run: RunRow, fits: ReadonlySet<string>): Promise<boolean> {
  let tried: ItemRow | undefined;
  try {
    return await app.db.transaction(async () => {
      const item = await lockNext(app, run.id, 'waiting');
      if (!item) {
        await setRunState(app, run.id, 'done');
        return false;
      }
      if (!fits.has(item.conversationId)) {
        await updateItem(app, { ...item, state: 'skipped', problem: 'It is not offered there.' });
        return true;
      }
      tried = item;
      const { conversationId, id: key } = item;
      const steps = await doActions({ app, actor, conversationId, key, name: run.name }, run.actions);
      await updateItem(app, { ...item, state: 'done', steps });
      return true;
    });
  } catch (error) {
    if (!tried || !(error instanceof AppError)) throw error;
    await failItem(app, tried.id, error.message);
    return true;
  }
}

/** The rest of a run in the background, as whoever began it and with what he may do now. */
export async function goOnInBackground(app: App, runId: string, signal: AbortSignal): Promise<void> {
  const run = await selectRun(app, runId);
  const actor = run && (await actorNow(app, run.createdBy));
  if (actor) await goOn(app, actor, runId, signal);
}

/** Throws `macro.run_not_found`. */
export async function readRun(app: App, actor: Actor, runId: string): Promise<MacroRunView> {
  const run = await selectRun(app, runId);
  if (!run || run.createdBy !== actor.id) throw macroErrors('macro.run_not_found');
  const items = await selectItems(app, runId);
  const count = (...states: ItemRow['state'][]) => items.filter(({ state }) => states.includes(state)).length;
  return {
    id: run.id,
    macroId: run.macroId,
    name: run.name,
    state: run.state,
    total: items.length,
    done: count('done', 'undone', 'partly'),
    skipped: count('skipped'),
    failed: count('failed'),
    partly: count('partly'),
    problems: items
      .flatMap(({ conversationId, problem, state }) =>
        problem === null || state === 'skipped' ? [] : [{ conversationId, text: problem }],
      )
      .slice(0, 20),
    createdAt: run.createdAt.toISOString(),
  };
}
