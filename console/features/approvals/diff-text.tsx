import { diffOf } from '#lib/diff/index.ts';
import { t } from '../../i18n/index.ts';

/** What is said otherwise, word by word: struck where it went, underlined where it is new. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const pieces = diffOf(before, after);
  // A piece is known by what stands before it.
  const keys = pieces.map((_, index) =>
    pieces
      .slice(0, index + 1)
      .map(({ kind, text }) => `${kind}${text.length}`)
      .join(''),
  );
  return (
    <p className="post-text" dir="auto">
      {pieces.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={keys[index]}>{text}</span>;
        const Mark = kind === 'gone' ? 'del' : 'ins';
        return (
          <Mark key={keys[index]}>
            <span className="visually-hidden">{t(`approvals.diff.${kind}`)} </span>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}
