import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { holds } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readTeam, readTeams } from '#people/teams/index.ts';
import { unknownNames } from './domain.ts';
import { cannedErrors } from './errors.ts';
import type { CannedInput, CannedView } from './schema.ts';
import { type CannedRow, countCanned, lockCanned, selectFor, setRemoved, upsertCanned } from './store.ts';

const MOST = 2000;
const SHARE = 'canned.share';

/** Those that somebody may use: his own, those of his teams, those for everybody. Managers see those of all teams. */
export async function listCanned(app: App, actor: Actor): Promise<CannedView[]> {
  return (await rowsFor(app, actor)).map((row) => viewOf(row, actor));
}

export async function rowsFor(app: App, actor: Actor): Promise<CannedRow[]> {
  return selectFor(app, actor.id, mayShare(actor) ? 'all' : await teamsOf(app, actor.id));
}

/** One that somebody may use. Throws `canned.not_found`. */
export async function readCanned(app: App, actor: Actor, id: string): Promise<CannedRow> {
  const row = (await rowsFor(app, actor)).find((one) => one.id === id);
  if (!row) throw cannedErrors('canned.not_found');
  return row;
}

/**
 * Writes one, new or changed. Throws `canned.not_yours`, `canned.unknown_variable`, `canned.shortcut_taken`, `canned.overtaken`,
 * `canned.not_found`, `canned.language_double`, `canned.too_many` and `team.not_found`.
 */
export async function saveCanned(
  app: App,
  actor: Actor,
  input: CannedInput,
  id?: string,
): Promise<CannedView> {
  const holderId = input.scope === 'all' ? null : input.scope === 'team' ? input.teamId! : actor.id;
  checkTexts(input);
  if (input.scope !== 'personal' && !mayShare(actor)) throw cannedErrors('canned.not_yours');
  if (input.teamId !== null) await readTeam(app, input.teamId);
  const saved = id ?? newId('canned');
  await app.db.transaction(async () => {
    if (id === undefined) {
      if ((await countCanned(app)) >= MOST) throw cannedErrors('canned.too_many');
    } else await mustMatch(app, actor, id, input.version);
    const isWritten = await upsertCanned(app, {
      ...input,
      id: saved,
      holderId,
      changedByName: actor.name,
    });
    if (!isWritten) throw cannedErrors('canned.shortcut_taken', { shortcut: input.shortcut ?? '' });
    const action = id === undefined ? 'canned.added' : 'canned.changed';
    await audit(app, actor, { action, subject: saved, detail: { name: input.name, scope: input.scope } });
    await app.bus.publish('canned.changed', {});
  });
  return viewOf(await readCanned(app, actor, saved), actor);
}

/** Removes one, or brings it back. Throws `canned.not_found`, `canned.not_yours` and, coming back, `canned.shortcut_taken`. */
export async function removeCanned(app: App, actor: Actor, id: string, isRemoved: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const row = await lockCanned(app, id, !isRemoved);
    if (!row || !mayChange(row, actor)) throw cannedErrors('canned.not_found');
    if (!(await setRemoved(app, id, isRemoved)))
      throw cannedErrors('canned.shortcut_taken', { shortcut: row.shortcut ?? '' });
    const action = isRemoved ? 'canned.removed' : 'canned.restored';
    await audit(app, actor, { action, subject: id, detail: { name: row.name } });
    await app.bus.publish('canned.changed', {});
  });
}

async function mustMatch(app: App, actor: Actor, id: string, version: number | undefined): Promise<void> {
  const row = await lockCanned(app, id);
  if (!row || (row.scope === 'personal' && row.holderId !== actor.id)) throw cannedErrors('canned.not_found');
  if (!mayChange(row, actor)) throw cannedErrors('canned.not_yours');
  if (version !== undefined && version !== row.version)
    throw cannedErrors('canned.overtaken', { who: row.changedByName });
}

function checkTexts({ texts }: CannedInput): void {
  const double = texts.find(
    ({ language }, index) => texts.findIndex((text) => text.language === language) !== index,
  );
  if (double) throw cannedErrors('canned.language_double', { language: double.language });
  const unknown = unknownNames(texts);
  if (unknown.length > 0)
    throw cannedErrors('canned.unknown_variable', {
      names: unknown.map((name) => `{{${name}}}`).join(', '),
    });
}

async function teamsOf(app: App, userId: string): Promise<string[]> {
  const teams = await readTeams(app);
  return teams.flatMap(({ id, memberIds, leadId }) =>
    memberIds.includes(userId) || leadId === userId ? id : [],
  );
}

function mayShare(actor: Actor): boolean {
  return holds(actor, SHARE);
}

function mayChange(row: CannedRow, actor: Actor): boolean {
  return row.scope === 'personal' ? row.holderId === actor.id : mayShare(actor);
}

function viewOf(row: CannedRow, actor: Actor): CannedView {
  const { id, name, folder, shortcut, scope, texts, uses, version } = row;
  return {
    id,
    name,
    folder,
    shortcut,
    scope,
    teamId: scope === 'team' ? row.holderId : null,
    texts,
    uses,
    version,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    changedBy: row.changedByName,
    changedAt: row.changedAt.toISOString(),
    canChange: mayChange(row, actor),
  };
}
