/** A line of the conversation's history as it is stored. */
export interface HistoryLine {
  id: string;
  at: Date;
  actorName: string;
  action: string;
  detail: Record<string, unknown>;
  undoId: string | null;
  isUndone: boolean;
}

export interface HistoryView {
  id: string;
  at: string;
  who: string;
  action: string;
  text: string;
  /** The end of a snooze, which follows the text; null for everything else. */
  until: string | null;
  canUndo: boolean;
  undo: string | null;
}

/** The line in words. `nameOf` gives the name of a colleague or a team. */
export function describeActivity(line: HistoryLine, nameOf: (id: string) => string): HistoryView {
  const canUndo = line.undoId !== null && !line.isUndone;
  return {
    id: line.id,
    at: line.at.toISOString(),
    who: line.actorName,
    action: line.action,
    text: textOf(line, nameOf),
    until: untilOf(line),
    canUndo,
    undo: canUndo ? line.undoId : null,
  };
}

function untilOf({ action, detail }: HistoryLine): string | null {
  const { until } = detail;
  const isTime = typeof until === 'string' && !Number.isNaN(Date.parse(until));
  return action === 'status.snoozed' && isTime ? new Date(until).toISOString() : null;
}

function textOf(line: HistoryLine, nameOf: (id: string) => string): string {
  const { reason } = line.detail;
  if (line.action === 'explained' && typeof reason === 'string') return `${line.actorName}: ${reason}`;
  return `${line.actorName} ${wordsOf(line, nameOf)}`;
}

function wordsOf({ action, detail }: HistoryLine, nameOf: (id: string) => string): string {
  switch (action) {
    case 'status.open':
      return 'opened it';
    case 'status.waiting':
      return 'set it to waiting for the customer';
    case 'status.snoozed':
      return typeof detail['because'] === 'string'
        ? `snoozed it, because: ${detail['because']},`
        : 'snoozed it';
    case 'status.done':
      return 'marked it done';
    case 'assigned':
      return `assigned it to ${nameOf(String(detail['to']))}`;
    case 'unassigned':
      return `took it from ${nameOf(String(detail['from']))}`;
    case 'team.assigned':
      return `gave it to team ${nameOf(String(detail['to']))}`;
    case 'team.cleared':
      return `took it from team ${nameOf(String(detail['from']))}`;
    case 'priority.higher':
      return `said it should stand higher, because ${String(detail['because'])}`;
    case 'priority.lower':
      return `said it should stand lower, because ${String(detail['because'])}`;
    case 'labels.added':
      return `added ${labelsOf(detail)}`;
    case 'labels.removed':
      return `removed ${labelsOf(detail)}`;
    case 'label.corrected':
      return `corrected ${correctionOf(detail)}`;
    case 'label.withdrawn':
      return `took a correction back: ${correctionOf(detail)}`;
    case 'rated':
      return `rated us ${String(detail['rating'])} of 5`;
    case 'macro.run':
      return `ran the macro “${String(detail['name'])}”`;
    case 'reply.automatic':
      return `answered automatically: ${String(detail['because'])}`;
    case 'watcher.added':
      return `let ${Array.isArray(detail['names']) ? detail['names'].join(', ') : ''} watch, by rule ‘${String(detail['rule'])}’`;
    case 'case.joined':
      return `put it into case #${String(detail['number'])}`;
    case 'flood.let-in':
      return `let ${String(detail['count'])} of the held threads in`;
    case 'case.left':
      return `took it out of case #${String(detail['number'])}`;
    case 'reply.rejected':
    case 'reply.change-asked':
      return `${PLAIN[action]}${typeof detail['because'] === 'string' ? `: ${detail['because']}` : ''}`;
    case 'woken':
    case 'woken.no-answer':
      return `${PLAIN[action]}${typeof detail['because'] === 'string' ? ` (${detail['because']})` : ''}`;
    default:
      return PLAIN[action] ?? action;
  }
}

const PLAIN: Readonly<Record<string, string>> = {
  flood: 'holds further threads of the same sender behind this one: there are too many at once',
  'flood.released': 'said that it is not a flood, and let everything in',
  reopened: 'opened it again: the customer wrote',
  woken: 'opened it again: the snooze is over',
  'woken.no-answer': 'opened it again: no answer by then',
  'answered-elsewhere': 'saw an answer of ours on the network, sent outside Rapport',
  'answer-removed': 'saw that an answer of ours was deleted on the network',
  'posts-deleted': 'took it out of the queue: the customer deleted every post',
  'priority.unpinned': 'left its priority to the factors again',
  'watcher.joined': 'watches it',
  'watcher.left': 'stopped watching it',
  'note.added': 'added a note',
  'note.deleted': 'deleted a note',
  'note.restored': 'brought a note back',
  'reply.queued': 'wrote a reply',
  'reply.waiting': 'wrote a reply, which waits for an approval',
  'reply.approved': 'approved the reply',
  'reply.approved-step': 'approved the reply; another step follows',
  'reply.rejected': 'rejected the reply',
  'reply.change-asked': 'asked for a change of the reply',
  'reply.suggested': 'suggested other words for the reply',
  'reply.revised': 'changed the reply that waits',
  'reply.insisted': 'asked again with the reply as it is',
  'reply.expired': 'gave the reply back: nobody decided in time',
  'reply.withdrawn': 'withdrew the reply',
  'reply.stopped': 'could not hand the approved reply over',
  'reply.sent': 'sent the reply',
  'reply.held': 'did not send the reply: it fell due while it was suspended',
  'reply.failed': 'could not send the reply',
  'reply.uncertain': 'could not find out whether the reply arrived',
  'reply.bounced': 'got the reply back: it did not arrive',
  'reply.delayed': 'heard that the reply has not arrived yet; the server goes on trying',
  'reply.complained': 'heard that the recipient reported the reply as unwanted',
  'reply.cancelled': 'cancelled the reply before it left',
  'reply.removed': 'took the reply back on the network',
};

/** “needs a reply: yes instead of no”. */
function correctionOf({ label, from, to }: Record<string, unknown>): string {
  const name = CORRECTED[String(label)] ?? String(label);
  return `${name}: ${String(to)} instead of ${String(from)}`;
}

const CORRECTED: Readonly<Record<string, string>> = { needsReply: 'needs a reply' };

function labelsOf(detail: Record<string, unknown>): string {
  const labels = Array.isArray(detail['labels']) ? detail['labels'] : [];
  return `the label${labels.length === 1 ? '' : 's'} ${labels.map((label) => `“${String(label)}”`).join(', ')}`;
}
