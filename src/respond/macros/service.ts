import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { holds } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { namesIn } from '#lib/templates/index.ts';
import { compileCondition, validateCondition } from '#lib/conditions/index.ts';
import { readTeam, readTeams } from '#people/teams/index.ts';
import { isVariable, readCanned } from '#respond/canned/index.ts';
import { factsOf, readCondition, readSources } from '#respond/conditions/index.ts';
import { wordsOf } from './domain.ts';
import { macroErrors } from './errors.ts';
import { namesFor } from './names.ts';
import type { MacroAction, MacroInput, MacroView } from './schema.ts';
import {
  countMacros,
  lockMacro,
  type MacroRow,
  selectMacros,
  setMacroRemoved,
  upsertMacro,
} from './store.ts';

const MOST = 500;

/** Macros that somebody may use; with a conversation those that are offered there. */
export async function listMacros(app: App, actor: Actor, conversationId?: string): Promise<MacroView[]> {
  const rows = await rowsFor(app, actor);
  const names = await namesFor(app, actor);
  const shown = conversationId === undefined ? rows : await offeredIn(app, rows, conversationId);
  return shown.map((row) =>
    viewOf(
      row,
      actor,
      row.actions.map((action) => wordsOf(action, names)),
    ),
  );
}

/** One that somebody may use. Throws `macro.not_found`. */
export async function readMacro(app: App, actor: Actor, id: string): Promise<MacroRow> {
  const row = (await rowsFor(app, actor)).find((one) => one.id === id);
  if (!row) throw macroErrors('macro.not_found');
  return row;
}

/** Which of these conversations a macro is offered in. A condition that cannot be read any more holds nowhere. */
export async function fitting(
  app: App,
  macro: MacroRow,
  conversationIds: readonly string[],
): Promise<Set<string>> {
  const { catalogue, knowing } = await readSources(app);
  const read = validateCondition(macro.condition.when, catalogue);
  if (!read.isValid) return new Set();
  const compiled = compileCondition(read.condition, catalogue);
  const facts = await factsOf(app, conversationIds, knowing(compiled.facts));
  return new Set(conversationIds.filter((id) => facts.has(id) && compiled.holds(facts.get(id)!)));
}

/** Writes one. Throws `macro.not_yours`, `macro.overtaken`, `macro.reply_twice`, `macro.reply_empty`, `macro.unknown_variable`, `condition.invalid`. */
export async function saveMacro(app: App, actor: Actor, input: MacroInput, id?: string): Promise<MacroView> {
  if (input.scope !== 'personal' && !mayShare(actor)) throw macroErrors('macro.not_yours');
  await checkActions(app, actor, input.actions);
  await readCondition(app, input.condition.when);
  if (input.teamId !== null) await readTeam(app, input.teamId);
  const saved = id ?? newId('macro');
  await app.db.transaction(async () => {
    if (id === undefined) {
      if ((await countMacros(app)) >= MOST) throw macroErrors('macro.too_many');
    } else await mustMatch(app, actor, id, input.version);
    await upsertMacro(app, {
      ...input,
      id: saved,
      holderId: input.scope === 'all' ? null : input.scope === 'team' ? input.teamId! : actor.id,
      changedByName: actor.name,
    });
    const action = id === undefined ? 'macro.added' : 'macro.changed';
    await audit(app, actor, { action, subject: saved, detail: { name: input.name, scope: input.scope } });
    await app.bus.publish('macros.changed', {});
  });
  return (await listMacros(app, actor)).find((one) => one.id === saved)!;
}

/** Removes one, or brings it back. Throws `macro.not_found`. */
export async function removeMacro(app: App, actor: Actor, id: string, isRemoved: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const row = await lockMacro(app, id, !isRemoved);
    if (!row || !mayChange(row, actor)) throw macroErrors('macro.not_found');
    await setMacroRemoved(app, id, isRemoved);
    const action = isRemoved ? 'macro.removed' : 'macro.restored';
    await audit(app, actor, { action, subject: id, detail: { name: row.name } });
    await app.bus.publish('macros.changed', {});
  });
}

async function mustMatch(app: App, actor: Actor, id: string, version: number | undefined): Promise<void> {
  const row = await lockMacro(app, id);
  if (!row || (row.scope === 'personal' && row.holderId !== actor.id)) throw macroErrors('macro.not_found');
  if (!mayChange(row, actor)) throw macroErrors('macro.not_yours');
  if (version !== undefined && version !== row.version)
    throw macroErrors('macro.overtaken', { who: row.changedByName });
}

async function checkActions(app: App, actor: Actor, actions: readonly MacroAction[]): Promise<void> {
  const replies = actions.filter((action) => action.kind === 'reply');
  if (replies.length > 1) throw macroErrors('macro.reply_twice');
  for (const { cannedId, text } of replies) {
    if (cannedId !== null) await readCanned(app, actor, cannedId);
    else if (text === '') throw macroErrors('macro.reply_empty');
  }
  const texts = actions.flatMap((action) => ('text' in action ? namesIn(action.text) : []));
  const unknown = texts.filter((name) => !isVariable(name));
  if (unknown.length > 0)
    throw macroErrors('macro.unknown_variable', { names: unknown.map((name) => `{{${name}}}`).join(', ') });
}

async function offeredIn(app: App, rows: readonly MacroRow[], conversationId: string): Promise<MacroRow[]> {
  const { catalogue, knowing } = await readSources(app);
  const ready = rows.flatMap((row) => {
    const read = validateCondition(row.condition.when, catalogue);
    return read.isValid ? [{ row, compiled: compileCondition(read.condition, catalogue) }] : [];
  });
  const asked = knowing(new Set(ready.flatMap(({ compiled }) => [...compiled.facts])));
  const facts = (await factsOf(app, [conversationId], asked)).get(conversationId);
  return facts ? ready.filter(({ compiled }) => compiled.holds(facts)).map(({ row }) => row) : [];
}

async function rowsFor(app: App, actor: Actor): Promise<MacroRow[]> {
  if (mayShare(actor)) return selectMacros(app, actor.id, 'all');
  const teams = (await readTeams(app)).filter(
    ({ memberIds, leadId }) => memberIds.includes(actor.id) || leadId === actor.id,
  );
  return selectMacros(
    app,
    actor.id,
    teams.map(({ id }) => id),
  );
}

function mayShare(actor: Actor): boolean {
  return holds(actor, 'macros.share');
}

function mayChange(row: MacroRow, actor: Actor): boolean {
  return row.scope === 'personal' ? row.holderId === actor.id : mayShare(actor);
}

function viewOf(row: MacroRow, actor: Actor, does: string[]): MacroView {
  const { id, name, scope, condition, actions, runs, version } = row;
  return {
    id,
    name,
    scope,
    teamId: scope === 'team' ? row.holderId : null,
    condition,
    actions,
    does,
    runs,
    version,
    changedBy: row.changedByName,
    canChange: mayChange(row, actor),
  };
}
