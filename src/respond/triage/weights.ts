/** A question by itself is worth an hour and a half of waiting. */
export const QUESTION_POINTS = 15;
/** Points of a post that certainly wants an answer; less sure ones get their share. */
export const REPLY_POINTS = 30;
/** By level. Ten are worth an hour of waiting: an emergency goes ahead of whatever waits less than two days, urgent ones one day. */
export const URGENCY_POINTS = [0, 40, 240, 480] as const;
export const URGENCY_NAMES = ['', 'Soon', 'Urgent', 'Emergency'] as const;
/** By what is at stake, beside how soon somebody must act. */
export const SEVERITY_POINTS: Readonly<Record<string, number>> = {
  safety: 60,
  stranded: 30,
  money: 30,
  outage: 20,
  escalation: 20,
};
/** By the label that a person set. */
export const CORRECTED_REASONS: Readonly<Record<string, string>> = {
  needsReply: 'Wants an answer',
  complaint: 'Complains and wants an answer',
};
