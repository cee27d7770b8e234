import {
  CORRECTED_REASONS,
  QUESTION_POINTS,
  REPLY_POINTS,
  URGENCY_NAMES,
  URGENCY_POINTS,
} from './weights.ts';
import type { Correction, Factor } from './domain.ts';

/** The reasons that lie in the words, after what people said of them. */
export function withCorrections(
  factors: readonly Factor[],
  corrections: readonly Correction[] = [],
): Factor[] {
  const said = (label: string) => corrections.find((one) => one.label === label);
  const [question, reply, complaint, urgency] = ['question', 'needsReply', 'complaint', 'urgency'].map(said);
  let found = [...factors];
  const replace = (key: string, factor: Factor | undefined) => {
    found = [...found.filter((one) => one.key !== key), ...(factor ? [factor] : [])];
  };
  if (question) replace('question', isYes(question) ? asking(question) : undefined);
  // A complaint to us wants an answer, unless somebody says that this one does not.
  const wanting = reply ?? (complaint && isYes(complaint) ? complaint : undefined);
  if (wanting) replace('needs-reply', isYes(wanting) ? wantingAnswer(wanting) : undefined);
  if (urgency) {
    const known = found.find(({ key }) => key === 'urgency');
    const points = URGENCY_POINTS[Number(urgency.value)] ?? 0;
    // The same level as before keeps the words that say why.
    if (points !== (known?.points ?? 0)) {
      replace('urgency', urgent(urgency, points));
      replace('severity', undefined);
    }
  }
  return found;
}

const isYes = ({ value }: Correction) => value === 'yes';

const asking = ({ by }: Correction): Factor => ({
  key: 'question',
  points: QUESTION_POINTS,
  reason: `Asks a question, ${by} says`,
});

const wantingAnswer = ({ label, by }: Correction): Factor => ({
  key: 'needs-reply',
  points: REPLY_POINTS,
  reason: `${CORRECTED_REASONS[label] ?? 'Wants an answer'}, ${by} says`,
});

function urgent({ value, by }: Correction, points: number): Factor | undefined {
  return points === 0
    ? undefined
    : { key: 'urgency', points, reason: `${URGENCY_NAMES[Number(value)] ?? 'Urgent'}, ${by} says` };
}
