import type { App } from '#platform/app/index.ts';
import type { NoticeKind } from '#embrace/notifications/index.ts';
import { wordsIn } from '../words/index.ts';
import { readerOf } from './boards.ts';
import { selectCommentsById } from './comments-store.ts';
import { findIdeas } from './find.ts';
import type { Status } from '../domain.ts';

const statusIn = (language: string, data: Readonly<Record<string, unknown>>): string =>
  wordsIn(language).statuses[data['status'] as Status].toLowerCase();

/** The team's words in comments, as they are now, of ideas that the member may still see. */
async function texts(app: App, memberId: string, items: readonly string[]): Promise<Map<string, string>> {
  const rows = (await selectCommentsById(app, items)).filter(({ deletedAt }) => deletedAt === null);
  const who = await readerOf(app, { memberId, isStaff: false });
  const seen = await findIdeas(
    app,
    who,
    rows.map(({ ideaId }) => ideaId),
  );
  const ids = new Set(seen.map(({ id }) => id));
  return new Map(rows.filter(({ ideaId }) => ids.has(ideaId)).map((row) => [row.id, row.markdown]));
}

/** What members are told of ideas that they voted for or follow: provide it for `noticeKindsPort`. */
export const ideaKinds: readonly NoticeKind[] = [
  {
    kind: 'idea.status',
    words: {
      en: {
        label: 'When something is decided about an idea that I voted for or follow',
        line: ({ title, data }) => `“${title}” is ${statusIn('en', data)} now`,
      },
      de: {
        label: 'Wenn über eine Idee entschieden wird, für die ich stimmte oder der ich folge',
        line: ({ title, data }) => `„${title}“ ist jetzt ${statusIn('de', data)}`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  {
    kind: 'idea.comment',
    words: {
      en: {
        label: 'When the team comments on an idea that I voted for or follow',
        line: ({ by, title }) => `${by} commented on “${title}”`,
      },
      de: {
        label: 'Wenn das Team eine Idee kommentiert, für die ich stimmte oder der ich folge',
        line: ({ by, title }) => `${by}: Kommentar zu „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
    texts,
  },
];
