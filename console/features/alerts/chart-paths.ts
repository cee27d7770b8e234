export interface ChartPoint {
  at: string;
  posts: number;
  mean: number | null;
  high: number | null;
}

export interface ChartSize {
  width: number;
  height: number;
}

/** Paths of a chart whose lines begin at zero: counts as steps, what is usual as a line, and the band up to what is hardly ever exceeded. */
export function chartPaths(
  points: readonly ChartPoint[],
  { width, height }: ChartSize,
): { counts: string; usual: string; band: string; most: number } {
  const most = Math.max(1, ...points.map(({ posts, high }) => Math.max(posts, high ?? 0)));
  const x = (index: number) => round((index / Math.max(1, points.length)) * width);
  const y = (value: number) => round(height - (value / most) * height);
  const counts = points.map(
    ({ posts }, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(posts)}H${x(index + 1)}`,
  );
  const pieces = knownPieces(points);
  const line = (piece: readonly number[], valueOf: (point: ChartPoint) => number) =>
    piece
      .map((index, place) => `${place === 0 ? 'M' : 'L'}${x(index + 0.5)} ${y(valueOf(points[index]!))}`)
      .join('');
  return {
    counts: counts.join(''),
    usual: pieces.map((piece) => line(piece, ({ mean }) => mean ?? 0)).join(''),
    band: pieces
      .map(
        (piece) =>
          `${line(piece, ({ high }) => high ?? 0)}L${x(piece.at(-1)! + 0.5)} ${height}L${x(piece[0]! + 0.5)} ${height}z`,
      )
      .join(''),
    most,
  };
}

/** Where a time lies between the first and the last point, from 0 to 1; undefined outside. */
export function placeOf(points: readonly ChartPoint[], stepMinutes: number, at: string): number | undefined {
  const [first] = points;
  if (!first) return undefined;
  const place = (Date.parse(at) - Date.parse(first.at)) / (points.length * stepMinutes * 60_000);
  return place >= 0 && place <= 1 ? place : undefined;
}

/** Indexes of points beside each other of which it is known what is usual. */
function knownPieces(points: readonly ChartPoint[]): number[][] {
  const pieces: number[][] = [];
  let piece: number[] | undefined;
  for (const [index, { mean }] of points.entries()) {
    if (mean === null) piece = undefined;
    else if (piece) piece.push(index);
    else pieces.push((piece = [index]));
  }
  return pieces;
}

const round = (value: number) => Math.round(value * 100) / 100;
