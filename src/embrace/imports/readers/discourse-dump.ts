import type { Found } from '../domain.ts';
import { DiscourseRows } from './discourse.ts';

interface DumpRow {
  line: number;
  of(column: string): string | null;
}

const NEEDED = new Set([
  'users',
  'user_emails',
  'categories',
  'topics',
  'posts',
  'tags',
  'topic_tags',
  'topic_custom_fields',
  'discourse_solved_solved_topics',
]);
const HEAD = /^COPY (?:public\.)?"?([a-z_]+)"? \(([^)]*)\) FROM stdin;\s*$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** Whether a text is a dump of a database that has topics and posts. */
export const isDump = (text: string): boolean =>
  /^COPY (?:public\.)?topics \(/m.test(text) && /^COPY (?:public\.)?posts \(/m.test(text);

/** The `dump.sql` of a backup of Discourse (`pg_dump`, plain): tables as they stand behind `COPY`. */
export function readDump(text: string, prefix: string): Found {
  const tables = tablesOf(text);
  const rows = (table: string) => tables.get(table) ?? [];
  const into = new DiscourseRows(prefix);
  const mails = new Map(
    rows('user_emails')
      .filter((row) => isTrue(row.of('primary')))
      .map((row) => [row.of('user_id'), row.of('email')]),
  );
  for (const row of rows('users'))
    into.user(row.line, {
      id: Number(row.of('id')),
      username: row.of('username') ?? '',
      name: row.of('name'),
      email: mails.get(row.of('id')) ?? row.of('email'),
      createdAt: row.of('created_at'),
    });
  for (const row of rows('categories'))
    into.category(row.line, {
      id: Number(row.of('id')),
      name: row.of('name') ?? '',
      slug: row.of('slug'),
      text: row.of('description')?.replaceAll(/<[^>]*>/g, ''),
      isRestricted: isTrue(row.of('read_restricted')),
    });
  addTopics(into, rows);
  return { shape: 'discourse-dump', rows: into.rows, problems: into.problems };
}

function addTopics(into: DiscourseRows, rows: (table: string) => readonly DumpRow[]): void {
  const solutions = solutionsOf(rows);
  const tags = tagsOf(rows);
  const shown = new Set<string>();
  for (const row of rows('topics')) {
    const id = row.of('id') ?? '';
    if (row.of('deleted_at') !== null || (row.of('archetype') ?? 'regular') !== 'regular') continue;
    shown.add(id);
    const category = row.of('category_id');
    into.topic(row.line, {
      id: Number(id),
      title: row.of('title') ?? '',
      categoryId: category === null ? null : Number(category),
      tags: tags.get(id) ?? [],
      isClosed: isTrue(row.of('closed')) || isTrue(row.of('archived')),
      isQuestion: solutions.topics.has(id),
    });
  }
  for (const row of rows('posts')) {
    const topicId = row.of('topic_id') ?? '';
    const isRegular = (row.of('post_type') ?? '1') === '1' && !isTrue(row.of('user_deleted'));
    if (!shown.has(topicId) || row.of('deleted_at') !== null || !isRegular) continue;
    const replyTo = row.of('reply_to_post_number');
    const userId = row.of('user_id');
    into.post(row.line, {
      topicId: Number(topicId),
      userId: userId === null ? null : Number(userId),
      number: Number(row.of('post_number')),
      markdown: row.of('raw') ?? '',
      at: row.of('created_at') ?? '',
      replyTo: replyTo === null ? null : Number(replyTo),
      isHidden: isTrue(row.of('hidden')),
      isAccepted: solutions.posts.has(row.of('id') ?? ''),
    });
  }
}

/** Topics that were solved, and by which posts; the plugin keeps it in a table of its own, and kept it beside topics before. */
function solutionsOf(rows: (table: string) => readonly DumpRow[]) {
  const solved = [
    ...rows('discourse_solved_solved_topics').map((row) => [row.of('topic_id'), row.of('answer_post_id')]),
    ...rows('topic_custom_fields')
      .filter((row) => row.of('name') === 'accepted_answer_post_id')
      .map((row) => [row.of('topic_id'), row.of('value')]),
  ];
  return {
    topics: new Set(solved.map(([topic]) => topic)),
    posts: new Set(solved.map(([, post]) => post)),
  };
}

function tagsOf(rows: (table: string) => readonly DumpRow[]): Map<string, string[]> {
  const names = new Map(rows('tags').map((row) => [row.of('id'), row.of('name')]));
  const tags = new Map<string, string[]>();
  for (const row of rows('topic_tags')) {
    const name = names.get(row.of('tag_id'));
    const topic = row.of('topic_id') ?? '';
    if (name) tags.set(topic, [...(tags.get(topic) ?? []), name]);
  }
  return tags;
}

const isTrue = (value: string | null): boolean => value === 't' || value === 'true';

function tablesOf(text: string): Map<string, DumpRow[]> {
  const tables = new Map<string, DumpRow[]>();
  let columns: Map<string, number> | undefined;
  let into: DumpRow[] | undefined;
  let line = 0;
  for (const content of linesOf(text)) {
    line++;
    if (!columns) {
      const [, table, names] = HEAD.exec(content) ?? [];
      if (table === undefined || names === undefined) continue;
      columns = new Map(names.split(',').map((name, index) => [name.trim().replaceAll('"', ''), index]));
      into = NEEDED.has(table) ? (tables.get(table) ?? []) : undefined;
      if (into) tables.set(table, into);
    } else if (content === '\\.') columns = undefined;
    else into?.push(rowOf(line, columns, content.split('\t')));
  }
  return tables;
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const until = end === -1 ? text.length : end;
    yield text.slice(start, text[until - 1] === '\r' ? until - 1 : until);
    start = until + 1;
  }
}

function rowOf(line: number, columns: ReadonlyMap<string, number>, cells: readonly string[]): DumpRow {
  return {
    line,
    of(column) {
      const index = columns.get(column);
      const cell = index === undefined ? undefined : cells[index];
      if (cell === undefined || cell === '\\N') return null;
      return cell.replaceAll(/\\(.)/g, (_all, sign: string) => ESCAPES[sign] ?? sign);
    },
  };
}
