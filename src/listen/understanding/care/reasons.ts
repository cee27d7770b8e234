import type { TextReader } from '#lib/model/index.ts';
import type { DecidingSpan, UrgencyReason } from '../labels.ts';
import type { CueReader } from './cue-reader.ts';
import { CUES, type Cue } from './cues/cue.ts';

/** A reason for urgency and the words that say so. */
export interface FoundReason {
  readonly reason: UrgencyReason;
  readonly span: Pick<DecidingSpan, 'start' | 'end'>;
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

/** Every reason whose words stand in the text and are not denied ("no smoke"), each once, in the order of the text. */
export function reasonsIn(reader: TextReader, cues: CueReader): FoundReason[] {
  const found: FoundReason[] = [];
  for (let i = 0; i < cues.found; i++) {
    const reason = REASON_OF[CUES[cues.cues[i]!]!];
    if (reason === undefined || (cues.isNegated[i] === 1 && reason !== 'money')) continue;
    const span = { start: reader.starts[cues.firstTokens[i]!]!, end: reader.ends[cues.lastTokens[i]!]! };
    const before = found.findIndex((other) => other.reason === reason);
    if (before < 0) found.push({ reason, span });
    else if (span.end - span.start > found[before]!.span.end - found[before]!.span.start)
      found[before] = { reason, span };
  }
  return found;
}
