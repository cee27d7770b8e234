import type { TextReader } from '#lib/model/index.ts';
import type { UrgencyReason } from '../labels.ts';
import type { CueReader } from './cue-reader.ts';
import { CUES, type Cue } from './cues/cue.ts';

/** A reason for urgency and the words that say so, in UTF-16 offsets. */
export interface FoundReason {
  readonly reason: UrgencyReason;
  readonly span: { readonly start: number; readonly end: number };
}

/** Which cues are a reason by themselves. */
const REASON_OF: Partial<Record<Cue, UrgencyReason>> = {
  safety: 'safety',
  fraud: 'money',
  stranded: 'stranded',
  money: 'money',
  outage: 'outage',
  deadline: 'deadline',
  escalation: 'escalation',
};
/** Words that are shown as a reason are a phrase, not a post. */
const LONGEST_SPAN = 80;

/**
 * Every reason whose words stand in the text and are not denied ("no smoke"), each once, in the order of the text: its longest
 * phrase, where phrases that touch are one.
 */
export function reasonsIn(reader: TextReader, cues: CueReader): FoundReason[] {
  const best = new Map<UrgencyReason, FoundReason>();
  let run: { reason: UrgencyReason; start: number; end: number; lastToken: number } | undefined;
  for (let i = 0; i < cues.found; i++) {
    const reason = REASON_OF[CUES[cues.cues[i]!]!];
    // A refund that has not come is about money all the same.
    if (reason === undefined || (cues.isNegated[i] === 1 && reason !== 'money')) continue;
    const start = reader.starts[cues.firstTokens[i]!]!;
    const end = reader.ends[cues.lastTokens[i]!]!;
    const touches = run?.reason === reason && cues.firstTokens[i]! <= run.lastToken + 1;
    if (run && touches && end - run.start <= LONGEST_SPAN) {
      run.end = Math.max(run.end, end);
      run.lastToken = Math.max(run.lastToken, cues.lastTokens[i]!);
    } else run = { reason, start, end, lastToken: cues.lastTokens[i]! };
    const known = best.get(reason);
    if (!known || run.end - run.start > known.span.end - known.span.start)
      best.set(reason, { reason, span: { start: run.start, end: run.end } });
  }
  return [...best.values()].sort((a, b) => a.span.start - b.span.start);
}
