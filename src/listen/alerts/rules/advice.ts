/** What people called the incidents of a rule, and the severity from which it would have told fewer that were useless. */
export interface Advice {
  /** Of the last incidents that somebody judged. */
  judged: number;
  useless: number;
  /** Tell from this severity on. */
  severity: number;
  /** Useless ones that it would have left out, and useful ones. */
  leftOut: number;
  lost: number;
}

export interface Judged {
  severity: number;
  verdict: 'useful' | 'false';
}

/** Judgements older than the last so many say little of today. */
export const LAST = 20;
/** One opinion is no pattern. */
const FEWEST_USELESS = 2;
/** A useful one that is lost weighs as much as so many useless ones that are spared. */
const WEIGHT_OF_USEFUL = 3;
const MOST_SEVERE = 10;

/**
 * The severity that spares most useless incidents for the useful ones it loses; the lowest of equals. `judged` are the latest first, all told at
 * the rule's severity. Null where there is no pattern, or nothing to win.
 */
export function adviceOn(judged: readonly Judged[], leastSeverity: number): Advice | null {
  const last = judged.filter(({ severity }) => severity >= leastSeverity).slice(0, LAST);
  const count = (verdict: Judged['verdict'], below: number) =>
    last.filter((one) => one.verdict === verdict && one.severity < below).length;
  const useless = count('false', Infinity);
  if (useless < FEWEST_USELESS) return null;
  let best: Advice | null = null;
  for (let severity = leastSeverity + 1; severity <= MOST_SEVERE; severity++) {
    const [leftOut, lost] = [count('false', severity), count('useful', severity)];
    const gain = leftOut - WEIGHT_OF_USEFUL * lost;
    if (gain > 0 && gain > (best ? best.leftOut - WEIGHT_OF_USEFUL * best.lost : 0))
      best = { judged: last.length, useless, severity, leftOut, lost };
  }
  return best;
}
