import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { refusalOfWords } from '#embrace/forum/index.ts';
import { type Found, KINDS, originOf, type Row, type State } from './domain.ts';
import { importErrors } from './errors.ts';
import { readFile } from './readers/index.ts';
import type { ImportDetail } from './schema.ts';
import {
  checkRows,
  countRows,
  insertRows,
  insertUnread,
  selectExamples,
  selectProblems,
} from './rows-store.ts';
import {
  deleteImport,
  type ImportRow,
  insertImport,
  lockBusyOf,
  lockImport,
  selectImport,
  selectImports,
  updateImport,
} from './store.ts';
import { forgetFound } from './targets-store.ts';

/** The job that goes on with every import that is under way. */
export const IMPORT_JOB = 'imports.go-on';
const MOST_TOLD = 200;
const AT_ONCE = 2000;

/** Begins an import: nothing comes before it is started. */
export async function openImport(
  app: App,
  actor: Actor,
  input: { name: string; origin: string },
): Promise<ImportRow> {
  const row = { id: newId('cimp'), name: input.name, origin: originOf(input.origin), createdBy: actor.name };
  await app.db.transaction(async () => {
    await insertImport(app, row);
    await audit(app, actor, { action: 'import.opened', subject: row.id, detail: { origin: row.origin } });
  });
  return (await selectImport(app, row.id))!;
}

/** Reads a file and keeps what it says. Throws `import.unread`, `import.wrong_state`, `import.not_found`. */
export async function addFile(
  app: App,
  actor: Actor,
  id: string,
  file: { name: string; text: string },
): Promise<void> {
  const given = await mustBeIn(app, id, ['draft'], selectImport);
  const found = readFile(file.text, prefixOf(given.origin));
  const refusals = await refusalsOf(app, found);
  await app.db.transaction(async () => {
    const row = await mustBeIn(app, id, ['draft'], lockImport);
    // A file that comes again under its name adds what is new in it.
    const name = file.name.slice(0, 100).toWellFormed();
    let rows = 0;
    for (let at = 0; at < found.rows.length; at += AT_ONCE) {
      const part = found.rows.slice(at, at + AT_ONCE).map((each) => {
        const reason = refusals.get(each);
        return reason === undefined ? each : { ...each, reason };
      });
      rows += await insertRows(app, id, name, part);
    }
    await insertUnread(app, id, name, found.problems);
    await updateImport(app, id, { files: [...row.files, { name, shape: found.shape, rows }] });
    await checkRows(app, row);
    await audit(app, actor, { action: 'import.file_added', subject: id, detail: { name, rows } });
  });
}

/** Words that would be refused here are told at their line, before anything comes. */
async function refusalsOf(app: App, { rows }: Found): Promise<Map<Row, string>> {
  const refusals = new Map<Row, string>();
  for (const row of rows) {
    const words =
      row.kind === 'thread'
        ? { title: row.data.title }
        : row.kind === 'post'
          ? { markdown: row.data.markdown }
          : {};
    const reason = await refusalOfWords(app, words);
    if (reason !== undefined) refusals.set(row, reason);
  }
  return refusals;
}

/** Path below its host: Discourse may lie in a folder. */
function prefixOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).pathname.replace(/\/+$/, '') : '';
}

/** Throws `import.not_found`, `import.wrong_state`. */
export async function mustBeIn(
  app: App,
  id: string,
  states: readonly State[],
  read: typeof lockImport,
): Promise<ImportRow> {
  const row = await read(app, id);
  if (!row) throw importErrors('import.not_found');
  if (!states.includes(row.state)) throw importErrors('import.wrong_state', { state: row.state });
  return row;
}

/** Starts it, or goes on with it. Throws `import.empty`, `import.wrong_state`. */
export async function startImport(app: App, actor: Actor, id: string): Promise<void> {
  await change(app, actor, id, {
    from: ['draft', 'stopped'],
    to: 'running',
    action: 'import.started',
    isAlone: true,
    async before(row) {
      await checkRows(app, row);
      const counts = await countRows(app, id);
      if (!counts.some(({ state }) => state === 'waiting')) throw importErrors('import.empty');
    },
  });
}

/** Stops after what is under way; what came stays. */
export const stopImport = (app: App, actor: Actor, id: string): Promise<void> =>
  change(app, actor, id, { from: ['running'], to: 'stopped', action: 'import.stopped' });

/** Takes everything that came back, but what people went on with. */
export const undoImport = (app: App, actor: Actor, id: string): Promise<void> =>
  change(app, actor, id, {
    from: ['done', 'stopped'],
    to: 'undoing',
    action: 'import.undone',
    // Before it takes anything back: what is kept then is known for ever, so that the same files do not bring it again.
    before: () => forgetFound(app, id),
    isAlone: true,
  });

/** Forgets a draft, or an import that was undone. */
export async function dropImport(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    await mustBeIn(app, id, ['draft', 'undone'], lockImport);
    await deleteImport(app, id);
    await audit(app, actor, { action: 'import.dropped', subject: id });
  });
}

async function change(
  app: App,
  actor: Actor,
  id: string,
  how: {
    from: readonly State[];
    to: State;
    action: string;
    before?(row: ImportRow): Promise<void>;
    isAlone?: boolean;
  },
): Promise<void> {
  await app.db.transaction(async () => {
    const { origin } = await mustBeIn(app, id, how.from, selectImport);
    // Two at once would bring the same twice.
    if (how.isAlone && (await lockBusyOf(app, origin)).some((other) => other !== id))
      throw importErrors('import.not_alone');
    const row = await mustBeIn(app, id, how.from, lockImport);
    await how.before?.(row);
    await updateImport(app, id, { state: how.to, failure: null });
    await audit(app, actor, { action: how.action, subject: id });
    await app.jobs.enqueue(IMPORT_JOB, {}, { key: IMPORT_JOB });
    await app.bus.publish('imports.changed', { importId: id });
  });
}

/** What would come, or came: the dry run, as long as it is a draft. */
export async function readImport(
  app: App,
  id: string,
): Promise<ImportRow & Omit<ImportDetail, keyof ImportRow>> {
  const row = await selectImport(app, id);
  if (!row) throw importErrors('import.not_found');
  const rows = await countRows(app, id);
  const of = (kind: string, ...states: string[]) =>
    rows
      .filter((each) => each.kind === kind && states.includes(each.state))
      .reduce((sum, { count }) => sum + count, 0);
  const figures = (kind: (typeof KINDS)[number]) => {
    const kept = row.totals?.[kind];
    if (kept)
      return {
        fresh: kept.done,
        there: kept.there,
        refused: kept.refused,
        done: kept.done,
        kept: kept.kept ?? 0,
      };
    return {
      fresh: of(kind, 'waiting', 'done'),
      there: of(kind, 'there'),
      refused: of(kind, 'refused', 'unread'),
      done: of(kind, 'done'),
      kept: 0,
    };
  };
  const counts = {
    member: figures('member'),
    category: figures('category'),
    thread: figures('thread'),
    post: figures('post'),
  };
  const problems = row.totals ? row.problems : await selectProblems(app, id, MOST_TOLD);
  return { ...row, counts, problems, examples: await selectExamples(app, id, 10) };
}

export type { ImportRow } from './store.ts';
export const listImports = selectImports;
export const readProblems = (app: App, id: string) => selectProblems(app, id, MOST_TOLD);
