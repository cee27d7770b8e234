import type { App } from '#platform/app/index.ts';
import { languageOf, readMembers } from '#people/members/index.ts';
import { placeOfArticle } from '#respond/knowledge/index.ts';
import { type NoticeKind, tell } from '#embrace/notifications/index.ts';
import { selectCredits } from './credits/store.ts';
import { ARTICLES_TAB } from './paths.ts';
import { wordsIn } from './words/index.ts';

const [EN, DE] = [wordsIn('en').notices, wordsIn('de').notices];

/** What members are told of articles with words of theirs: provide it for `noticeKindsPort`. */
export const contributionKinds: readonly NoticeKind[] = [
  {
    kind: 'contributions.credited',
    words: {
      en: { label: EN.credited, line: ({ title }) => EN.creditedLine(title) },
      de: { label: DE.credited, line: ({ title }) => DE.creditedLine(title) },
    },
    defaults: { page: true, mail: 'off' },
  },
  {
    kind: 'contributions.decided',
    words: {
      en: {
        label: EN.taken,
        line: ({ title, data }) => (data['isTaken'] === true ? EN.takenLine(title) : EN.declinedLine(title)),
      },
      de: {
        label: DE.taken,
        line: ({ title, data }) => (data['isTaken'] === true ? DE.takenLine(title) : DE.declinedLine(title)),
      },
    },
    defaults: { page: true, mail: 'off' },
  },
];

/** Tells members whose answers are in articles that readers see now; each once. Call it when articles changed. */
export async function tellCredited(app: App, articleIds: readonly string[]): Promise<void> {
  const credits = await selectCredits(app, articleIds);
  const members = await readMembers(
    app,
    credits.map(({ memberId }) => memberId),
  );
  for (const { articleId, memberId, kind } of credits) {
    const place =
      kind === 'answer'
        ? await placeOfArticle(app, articleId, await languageOf(app, members.get(memberId)))
        : undefined;
    if (place)
      await tell(app, {
        to: [memberId],
        kind: 'contributions.credited',
        key: `credited:${articleId}`,
        about: { id: articleId, title: place.title, path: place.path },
      });
  }
}

/** Tells whoever suggested a change what became of it, in the ambient transaction; `turn` tells decisions about the same one apart. */
export async function tellDecided(
  app: App,
  edit: { id: string; memberId: string | null; title: string; isTaken: boolean; turn: number },
): Promise<void> {
  const { id, memberId, title, isTaken, turn } = edit;
  if (memberId === null) return;
  await tell(app, {
    to: [memberId],
    kind: 'contributions.decided',
    key: `decided:${id}:${turn}`,
    about: { id, title, path: ARTICLES_TAB },
    data: { isTaken },
  });
}
