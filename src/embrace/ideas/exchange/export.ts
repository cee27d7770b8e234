import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readBoards } from '../idea/boards.ts';
import { presentIdea } from '../idea/present.ts';
import { selectOfStatus, selectReasons } from '../idea/store.ts';
import { STATUSES } from '../domain.ts';

const MOST = 50_000;
const COLUMNS = [
  'id',
  'title',
  'text',
  'status',
  'reason',
  'status_at',
  'quarter',
  'board',
  'author',
  'votes',
  'comments',
  'created_at',
  'merged_into',
  'url',
] as const;

/** All ideas as a table that can be imported again. */
export async function exportIdeas(app: App, actor: Actor): Promise<string> {
  const boards = new Map((await readBoards(app)).map(({ id, name }) => [id, name]));
  const rows = await selectOfStatus(app, { boards: [...boards.keys()], statuses: STATUSES, limit: MOST });
  const reasons = await selectReasons(
    app,
    rows.map(({ id }) => id),
  );
  await audit(app, actor, { action: 'ideas.exported', subject: 'ideas', detail: { ideas: rows.length } });
  const lines = rows.map((row) => {
    const {
      id,
      title,
      markdown,
      status,
      statusAt,
      quarter,
      author,
      votes,
      comments,
      createdAt,
      mergedInto,
      url,
    } = presentIdea(app, row);
    return [
      id,
      title,
      markdown,
      status,
      reasons.get(id) ?? '',
      statusAt,
      quarter,
      boards.get(row.boardId),
      author.name,
      votes,
      comments,
      createdAt,
      mergedInto,
      url,
    ]
      .map(cell)
      .join(',');
  });
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** A formula, or what looks like one that was guarded: reading takes one sign away (`unguarded`). */
const GUARDED = /^'*[=+\-@＝＋－＠\t\r\n]/;

/** What somebody wrote must not become a formula in a spreadsheet. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && GUARDED.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
