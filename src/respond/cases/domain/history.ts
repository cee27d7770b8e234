/** What was done to a case, in words that follow a name: "Ana" + "merged #1042 into it". */
export function describeCase(action: string, detail: Readonly<Record<string, unknown>>): string {
  const word = (key: string) => String(detail[key] ?? '');
  const list = (key: string) => (Array.isArray(detail[key]) ? detail[key].map(String).join(', ') : '');
  switch (action) {
    case 'opened':
      return 'opened the case';
    case 'threads.added':
      return `put ${threads(detail)} into it`;
    case 'threads.removed':
      return `took ${threads(detail)} out of it`;
    case 'merged':
      return `merged ${list('numbers')} into it`;
    case 'merged-into':
      return `merged it into #${word('number')}`;
    case 'split':
      return `split ${threads(detail)} off into #${word('number')}`;
    case 'split-from':
      return `split it off #${word('number')}`;
    case 'title':
      return `called it “${word('title')}”`;
    case 'type':
      return `made it a ${word('name')}`;
    case 'fields':
      return `filled ${list('labels')}`;
    case 'form.filled':
      return `opened it with what the customer filled in: ${list('labels')}`;
    case 'handled':
      return word('words');
    case 'linked':
      return `linked it: ${word('words')}`;
    case 'unlinked':
      return `took the link away: ${word('words')}`;
    case 'check.done':
      return `ticked “${word('text')}”`;
    case 'check.open':
      return `unticked “${word('text')}”`;
    case 'check.removed':
      return `removed “${word('text')}” from the checklist`;
    case 'time.added':
      return `entered ${word('minutes')} minutes`;
    case 'page.changed':
      return `changed the page for the customer: ${list('what')}`;
    case 'wave':
      return `told ${word('count')} linked cases together`;
    case 'wave.open':
      return `left it open: ${word('problem')}`;
    default:
      return PLAIN[action] ?? action;
  }
}

const PLAIN: Readonly<Record<string, string>> = {
  solved: 'solved it',
  reopened: 'opened it again',
  closed: 'closed it',
  'turned.open': 'opened it again: something is to be done',
  'turned.waiting': 'set it to waiting for the customer',
  'turned.solved': 'solved it: all conversations are done',
  'turned.closed': 'closed it',
  'follow-up': 'opened this follow-up: the customer wrote after the case was closed',
  'followed-up': 'opened a follow-up: the customer wrote again',
  'note.added': 'added a note',
  'note.deleted': 'deleted a note',
  'note.restored': 'brought a note back',
  'checks.added': 'added to the checklist',
  'time.removed': 'removed an entry of time',
  'file.added': 'added a file',
  undone: 'took a change back',
  'page.added': 'made a page for the customer',
  'page.revoked': 'took the page for the customer back',
  'customer.file': 'added a file on the page of the case',
  'customer.wrote': 'wrote on the page of the case',
  'customer.reopened': 'opened it again on the page of the case',
  'customer.rated': 'rated it on the page of the case',
  'customer.no-call': 'said on the page of the case that nobody called back',
};

/** The lines of conversations that say the same as a line of their case. */
export function tellsOf(action: string): readonly string[] {
  return TELLS[action] ?? [];
}

const TELLS: Readonly<Record<string, readonly string[]>> = {
  handled: [
    'assigned',
    'unassigned',
    'team.assigned',
    'team.cleared',
    'status.snoozed',
    'labels.added',
    'labels.removed',
  ],
  solved: ['status.done'],
  closed: ['status.done'],
  reopened: ['status.open'],
  'turned.waiting': ['status.waiting'],
};

/** The end of a snooze, which follows the text; null for everything else. */
export function endOf({ until }: Readonly<Record<string, unknown>>): string | null {
  return typeof until === 'string' ? until : null;
}

function threads(detail: Readonly<Record<string, unknown>>): string {
  const count = Number(detail['count'] ?? 1);
  return count === 1 ? 'a conversation' : `${count} conversations`;
}
