import type { App } from '#platform/app/index.ts';
import { spanOf, spanStart, spanTerm } from './domain.ts';
import { type PostRow, selectEdges, selectStream, type StreamFilter } from './store.ts';

/** A word that nearly all posts have is found among so many of the newest without any index. */
const GLANCE = 1000;
/** Spans looked at first: the newest has hardly begun. */
const FIRST_WIDTH = 2;
const WIDEST = 16;
/** So many are found sooner by their words alone than by words and spans. */
const FEW = 2000;

/**
 * Posts that a text search query lets through, newest first. Of words that many posts have, the index reads the newest part alone, a few
 * spans at a time; how far a look goes back follows from what the one before found. Of rare words it reads all at once.
 */
export async function selectMatching(
  app: App,
  filter: StreamFilter & { tsquery: string },
): Promise<PostRow[]> {
  const glanced = await selectStream(app, { ...filter, among: GLANCE });
  if (glanced.length === filter.limit) return glanced;
  const edges = await selectEdges(app);
  const newest = filter.before < edges.newest ? filter.before : edges.newest;
  const oldest = filter.from !== undefined && filter.from > edges.oldest ? filter.from : edges.oldest;
  const found: PostRow[] = [];
  let { before } = filter;
  let last = spanOf(newest);
  let width = FIRST_WIDTH;
  while (found.length < filter.limit) {
    const start = width === Infinity ? '' : spanStart(last - width + 1);
    const isBySpans = start > oldest && start >= edges.spansSince;
    const rows = await selectStream(app, {
      ...filter,
      tsquery: isBySpans ? `(${filter.tsquery}) & (${spanTerms(last - width + 1, last)})` : filter.tsquery,
      from: isBySpans ? start : filter.from,
      before,
      isRare: !isBySpans,
      limit: filter.limit - found.length,
    });
    found.push(...rows);
    if (!isBySpans) break;
    before = start;
    last -= width;
    const isRare = (rows.length / width) * (last - spanOf(oldest) + 1) < FEW;
    const wanted = Math.ceil((1.3 * width * (filter.limit - found.length)) / rows.length);
    width = isRare ? Infinity : Math.min(wanted, WIDEST);
  }
  return found;
}

/** As PostgreSQL `tsquery` text: in one of the spans. */
function spanTerms(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, n) => `'${spanTerm(spanStart(first + n))}'`).join(
    ' | ',
  );
}
