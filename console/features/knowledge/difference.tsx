import type { Piece } from './types.ts';

interface DifferenceProps {
  label: string;
  title: readonly Piece[];
  body: readonly Piece[];
}

/** What became of a text: what went and what came, in its place. */
export function Difference({ label, title, body }: DifferenceProps) {
  return (
    <div className="difference" role="region" aria-label={label} tabIndex={0}>
      <h3>
        <Pieces pieces={title} />
      </h3>
      <div className="difference-body" dir="auto">
        <Pieces pieces={body} />
      </div>
    </div>
  );
}

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  let at = 0;
  return pieces.map(({ kind, text }) => {
    const key = `${kind} ${(at += text.length)}`;
    if (kind === 'gone') return <del key={key}>{text}</del>;
    return kind === 'new' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
  });
}
