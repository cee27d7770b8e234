import { type Concern, concernOf, DamagedWeights, type UrgencyReason } from '#listen/understanding/index.ts';
import { withCorrections } from './corrected.ts';
import type { Factor, FactorSource, TriageInput } from './domain.ts';
import { QUESTION_POINTS, REPLY_POINTS, SEVERITY_POINTS, URGENCY_NAMES, URGENCY_POINTS } from './weights.ts';

const REASONS: Readonly<Record<UrgencyReason, string>> = {
  safety: 'somebody may get hurt',
  stranded: 'stranded',
  money: 'about their money',
  outage: 'something does not work',
  deadline: 'runs out of time',
  escalation: 'takes it further',
};
const LONGEST_READ = 10_000;
/** Keys that `concern` gives; `trouble-…` stands with conversations that were judged by word lists once. */
const KEYS: ReadonlySet<string> = new Set(['question', 'needs-reply', 'urgency', 'severity']);

/** What lies in the words: whether they ask, want an answer, and how urgent that is. Nothing where the model cannot be used. */
export const concern: FactorSource = (input) => {
  return withCorrections(told(input), input.corrections);
};

function told(input: TriageInput): Factor[] {
  const text = said(input);
  const found = read(text);
  if (!found) return [];
  const factors: Factor[] = [];
  if (asks(found, text))
    factors.push({ key: 'question', points: QUESTION_POINTS, reason: 'Asks a question' });
  if (found.needsReply >= 0.5) {
    const points = Math.round(REPLY_POINTS * found.needsReply);
    factors.push({
      key: 'needs-reply',
      points,
      reason: `Wants an answer (${Math.round(found.needsReply * 100)} % sure)`,
    });
  }
  return [...factors, ...urgencyOf(found), ...severityOf(found)];
}

/** Whether a reason comes from the words alone. */
export function isAboutWords({ key }: Factor): boolean {
  return KEYS.has(key) || key.startsWith('trouble-');
}

const FROM_POSTS: ReadonlySet<string> = new Set(['addressed', 'brand-topic', 'product-topic', 'repeated']);

/** Whether a reason follows from what the customer's posts say and where they stand; others were given by somebody else, and stay. */
export function isFromPosts(factor: Factor): boolean {
  return isAboutWords(factor) || FROM_POSTS.has(factor.key);
}

/** One reason for all of them, however many words say so. Of a matter for today the words are told too, if there are some. */
function urgencyOf({ urgency, reasons }: Concern): Factor[] {
  if (urgency === 0 || (urgency === 1 && reasons.length === 0)) return [];
  const told = reasons.map(({ reason, words }) => `${REASONS[reason]} — says “${words}”`);
  const reason =
    told.length === 0
      ? `${URGENCY_NAMES[urgency]}, as it is written`
      : `${URGENCY_NAMES[urgency]}: ${told.join('; ')}`;
  return [{ key: 'urgency', points: URGENCY_POINTS[urgency], reason }];
}

/** What is at stake, by the gravest reason; how soon it counts is told by the urgency. */
function severityOf({ urgency, reasons }: Concern): Factor[] {
  if (urgency === 0) return [];
  const points = (reason: UrgencyReason) => SEVERITY_POINTS[reason] ?? 0;
  const [gravest] = reasons.map(({ reason }) => reason).sort((a, b) => points(b) - points(a));
  if (gravest === undefined || points(gravest) === 0) return [];
  return [{ key: 'severity', points: points(gravest), reason: `At stake: ${REASONS[gravest]}` }];
}

/** A complaint with a question mark asks as well, when somebody waits for the answer. */
function asks({ question, needsReply }: Concern, text: string): boolean {
  return question >= 0.5 || (needsReply >= 0.5 && /[?？؟]/.test(text.replaceAll(/https?:\/\/\S+/g, ' ')));
}

/** Title and text, not longer than it takes to see what they are about. */
function said({ title, text }: TriageInput): string {
  return (title ? `${title}\n${text}` : text).slice(0, LONGEST_READ);
}

function read(text: string): Concern | undefined {
  try {
    return concernOf(text);
  } catch (error) {
    if (error instanceof DamagedWeights) return undefined;
    throw error;
  }
}
