import type { App } from '#platform/app/index.ts';
import { page, type PageOf } from '#platform/http/index.ts';
import { diffOf } from '#lib/diff/index.ts';
import { readMembers } from '#people/members/index.ts';
import { placeOfArticle, readPublicText, readVersion } from '#respond/knowledge/index.ts';
import { contributionErrors } from '../errors.ts';
import type { EditDetail, EditView } from './schema.ts';
import { type EditRow, selectEdits, selectList } from './store.ts';

/** Changes that wait, oldest first, or that were decided, newest first. */
export async function listEdits(
  app: App,
  asked: { list: 'waiting' | 'decided'; cursor?: string | undefined; limit: number },
): Promise<PageOf<EditView>> {
  const rows = await selectList(app, {
    isDecided: asked.list === 'decided',
    cursor: asked.cursor,
    limit: asked.limit + 1,
  });
  const { items, ...rest } = page(rows, asked.limit, ({ id }) => id);
  return { ...rest, items: await present(app, items) };
}

/** A change with the article as it was read and as it is now. Throws `edits.not_found`. */
export async function readEdit(app: App, id: string): Promise<EditDetail> {
  const [row] = await selectEdits(app, [id]);
  if (!row) throw contributionErrors('edits.not_found');
  const { articleId, language, baseVersion, title, body } = row;
  const [[view], now, base] = await Promise.all([
    present(app, [row]),
    readPublicText(app, articleId, language),
    readVersion(app, articleId, language, baseVersion),
  ]);
  const before = base ?? { title: '', body: '' };
  const isOvertaken = now !== undefined && row.version === null && now.version !== baseVersion;
  return {
    ...view!,
    suggested: { title, body },
    now: now ? { title: now.title, body: now.body, version: now.version } : null,
    isOvertaken,
    changes: difference(before, { title, body }),
    since: isOvertaken ? difference(before, now) : null,
  };
}

interface Words {
  title: string;
  body: string;
}
const difference = (a: Words, b: Words) => ({
  title: diffOf(a.title, b.title),
  body: diffOf(a.body, b.body),
});

async function present(app: App, rows: readonly EditRow[]): Promise<EditView[]> {
  const members = await readMembers(
    app,
    rows.flatMap(({ memberId }) => memberId ?? []),
  );
  return Promise.all(
    rows.map(async (row) => {
      const { id, articleId, language, memberId, reason, state, decidedBy, answer, version } = row;
      const name = memberId === null ? '' : (members.get(memberId)?.displayName ?? row.memberName);
      return {
        id,
        articleId,
        language,
        articleTitle: (await placeOfArticle(app, articleId, language))?.title ?? row.title,
        member: { id: memberId, name },
        reason,
        state,
        createdAt: row.createdAt.toISOString(),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decidedBy,
        answer,
        version,
      };
    }),
  );
}
