import type { SearchView } from '#respond/search/schema.ts';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';

/** Words of which so many are named; the rest were looked for, too. */
const NAMED = 3;

/** What one should know of what is found: which words stood for others, and what was not looked through. */
export function FindNotes({ view, kind }: { view: SearchView; kind?: string | undefined }) {
  const since = view.groups.find((group) => group.kind === kind)?.since ?? null;
  const notes = [
    ...view.corrected.map(({ typed, shown, isUnknown }) =>
      t(isUnknown ? 'search.note.instead' : 'search.note.also', {
        typed,
        shown: shown
          .slice(0, NAMED)
          .map((word) => `“${word}”`)
          .join(', '),
      }),
    ),
    ...(view.isSome ? [t('search.note.some')] : []),
    ...(since !== null ? [t('search.note.since', { time: exactTime(since) })] : []),
    ...(since === null && view.isPartial ? [t('search.note.partial')] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className="find-notes" aria-label={t('search.notes')}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
