import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readTable } from '#lib/csv/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { ideaErrors } from '../errors.ts';
import { readBoards } from '../idea/boards.ts';
import { mustBeAllowed } from '../idea/change.ts';
import { mergeIdeas } from '../idea/merge.ts';
import { propose, textOf, titleFor } from '../idea/propose.ts';
import {
  type IdeaRow,
  insertStatus,
  lockMaking,
  selectIdeas,
  selectKeys,
  updateIdea,
} from '../idea/store.ts';
import type { ImportView } from '../schema.ts';
import { type Format, formatOf, type GivenIdea, readRow } from './formats.ts';

const MOST_TOLD = 100;
const MOST_SHOWN = 20;

interface Given extends GivenIdea {
  line: number;
}

interface Plan {
  format: Format;
  fresh: Given[];
  /** Ideas that are here already: id there → id here. */
  there: Map<string, string>;
  problems: { line: number; reason: string }[];
}

/**
 * Brings ideas over from a table of ours, of Fider or of UserVoice. `isDryRun` says what would come and what could not be read; the same
 * table again brings nothing. All of it comes, or nothing. Throws `idea.import_wrong`, `idea.no_board`.
 */
export async function importIdeas(
  app: App,
  doer: Doer,
  input: { text: string; boardId: string; isDryRun: boolean },
): Promise<ImportView> {
  mustBeAllowed(doer.isStaff);
  const boards = await readBoards(app);
  if (!boards.some(({ id }) => id === input.boardId))
    throw ideaErrors('idea.no_board', { id: input.boardId });
  if (input.isDryRun) return viewOf(await planOf(app, input.text), true);
  return app.db.transaction(async () => {
    // Whoever sends the same table at this moment finds it here.
    await lockMaking(app, 'import');
    const plan = await planOf(app, input.text);
    const byName = new Map(boards.map(({ id, name }) => [name.toLowerCase(), id]));
    const known = new Map(plan.there);
    for (const given of plan.fresh) {
      const boardId = byName.get(given.board.toLowerCase()) ?? input.boardId;
      known.set(given.id, (await bring(app, doer, plan.format, boardId, given)).id);
    }
    for (const { id, into } of plan.fresh)
      if (into !== null) await mergeIdeas(app, doer, known.get(id)!, await rootOf(app, known.get(into)!));
    const detail = { format: plan.format, ideas: plan.fresh.length };
    await audit(app, doer.actor, { action: 'ideas.imported', subject: 'ideas', detail });
    return viewOf(plan, false);
  });
}

function viewOf(plan: Plan, isDryRun: boolean): ImportView {
  const shown = plan.fresh.slice(0, MOST_SHOWN);
  return {
    format: plan.format,
    fresh: plan.fresh.length,
    there: plan.there.size,
    problems: plan.problems.toSorted((a, b) => a.line - b.line).slice(0, MOST_TOLD),
    items: shown.map(({ line, title, status, votes }) => ({ line, title, status, votes })),
    isDryRun,
  };
}

async function rootOf(app: App, id: string): Promise<string> {
  return (await selectIdeas(app, [id]))[0]?.rootId ?? id;
}

const keyOf = (format: Format, id: string): string => `${format}:${id}`;

async function planOf(app: App, text: string): Promise<Plan> {
  const { format, rows, problems } = readIdeas(text);
  const ids = rows.map(({ id }) => id);
  const keys = await selectKeys(
    app,
    ids.map((id) => keyOf(format, id)),
  );
  const own =
    format === 'own' ? new Set((await selectIdeas(app, ids)).map(({ id }) => id)) : new Set<string>();
  const there = new Map<string, string>();
  for (const id of ids) {
    const here = own.has(id) ? id : keys.get(keyOf(format, id));
    if (here !== undefined) there.set(id, here);
  }
  const fresh: Given[] = [];
  for (const row of rows.filter(({ id }) => !there.has(id))) {
    const reason = await refusalOf(app, row);
    if (reason === undefined) fresh.push(row);
    else problems.push({ line: row.line, reason });
  }
  return { format, there, problems, fresh: withRoots(fresh, there, problems) };
}

/** Why an idea with these words would be refused: one row must not keep all others out. */
async function refusalOf(app: App, { title, markdown }: Given): Promise<string | undefined> {
  try {
    titleFor(title);
    await textOf(app, markdown);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** What was merged into something that is not in the table, or around in a circle, cannot come. */
function withRoots(
  fresh: readonly Given[],
  there: ReadonlyMap<string, string>,
  problems: Plan['problems'],
): Given[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const ends = (row: Given): boolean => {
    const seen = new Set<string>();
    let at: Given | undefined = row;
    while (at?.into !== undefined && at.into !== null) {
      if (there.has(at.into)) return true;
      if (seen.has(at.id)) return false;
      seen.add(at.id);
      at = byId.get(at.into);
    }
    return at !== undefined && at.status !== 'duplicate';
  };
  return fresh.filter((row) => {
    const isFine = ends(row);
    if (!isFine) problems.push({ line: row.line, reason: 'What it was merged into is not in this table.' });
    return isFine;
  });
}

function readIdeas(text: string): { format: Format; rows: Given[]; problems: Plan['problems'] } {
  const records = recordsOf(text);
  const format = formatOf(Object.keys(records[0]?.cells ?? {}));
  if (format === undefined)
    throw ideaErrors('idea.import_wrong', {
      reason: 'Its columns are not those of our export, of Fider or of UserVoice.',
    });
  const rows = new Map<string, Given>();
  const problems: Plan['problems'] = [];
  for (const { line, cells } of records) {
    const read = readRow(format, cells);
    if (typeof read === 'string') problems.push({ line, reason: read });
    // UserVoice has a row for each voter: the first tells the idea.
    else if (!rows.has(read.id)) rows.set(read.id, { ...read, line });
  }
  return { format, rows: [...rows.values()], problems };
}

function recordsOf(text: string): { line: number; cells: Record<string, string> }[] {
  try {
    return readTable(text);
  } catch (error) {
    throw ideaErrors('idea.import_wrong', { reason: `${messageOf(error).replace(/[.!]*$/, '')}.` });
  }
}

async function bring(app: App, doer: Doer, format: Format, boardId: string, given: Given): Promise<IdeaRow> {
  const { idea } = await propose(app, doer, {
    boardId,
    title: given.title,
    markdown: given.markdown,
    key: keyOf(format, given.id),
    authorName: given.author === '' ? doer.name : given.author.slice(0, 100).toWellFormed(),
    ownBefore: given.votes,
    at: given.createdAt ?? undefined,
  });
  const { status, reason, quarter } = given;
  if ((status === 'open' || status === 'duplicate') && quarter === null) return idea;
  const statusAt = given.statusAt ?? idea.statusAt;
  const kept = status === 'duplicate' ? 'open' : status;
  await updateIdea(app, { ...idea, status: kept, statusAt, quarter });
  const by = { byId: doer.actor.id, byName: doer.name };
  await insertStatus(app, idea.id, {
    id: newId('ist'),
    status: kept,
    reason: reason.slice(0, 500).toWellFormed(),
    quarter,
    ...by,
    at: statusAt,
  });
  return idea;
}
