import type { MacroAction } from './schema.ts';

export interface Names {
  /** Of colleagues, teams, canned replies and case types by id. */
  nameOf(id: string): string;
  /** What the company calls a field of its own; the key where it is gone. */
  fieldOf(key: string): string;
}

/** What somebody has to be allowed to do by hand what an action does. */
export function permissionFor(action: MacroAction): string {
  if (action.kind === 'case') return 'cases.work';
  return action.kind === 'reply' && action.how === 'queue' ? 'replies.send' : 'inbox.work';
}

/** What an action does, in words: `adds the labels refund, vip`. */
export function wordsOf(action: MacroAction, names: Names): string {
  const { nameOf } = names;
  switch (action.kind) {
    case 'reply': {
      const what = action.cannedId === null ? `“${short(action.text)}”` : nameOf(action.cannedId);
      return action.how === 'draft'
        ? `writes ${what} into the composer`
        : `answers with ${what}, after a minute`;
    }
    case 'label':
      return [
        action.add.length > 0 ? `adds ${labels(action.add)}` : '',
        action.remove.length > 0 ? `removes ${labels(action.remove)}` : '',
      ]
        .filter(Boolean)
        .join(' and ');
    case 'assign':
      return action.to === null
        ? 'assigns it to nobody'
        : `assigns it to ${action.to === 'me' ? 'whoever runs it' : nameOf(action.to)}`;
    case 'team':
      return action.teamId === null ? 'takes it from its team' : `gives it to team ${nameOf(action.teamId)}`;
    case 'status':
      return { open: 'opens it', waiting: 'sets it to waiting for the customer', done: 'marks it done' }[
        action.status
      ];
    case 'snooze':
      return `snoozes it for ${span(action.minutes)}`;
    case 'case':
      return caseWords(action, names);
    case 'note':
      return `adds the note “${short(action.text)}”`;
    case 'follow-up':
      return `brings it back after ${span(action.days * 1440)}: ${action.text}`;
  }
}

function caseWords(
  { typeId, fields }: Extract<MacroAction, { kind: 'case' }>,
  { nameOf, fieldOf }: Names,
): string {
  const set = Object.entries(fields).map(([key, value]) =>
    value === null ? `${fieldOf(key)} empty` : `${fieldOf(key)}: ${value}`,
  );
  const parts = [
    typeId === null ? '' : `of type ${nameOf(typeId)}`,
    set.length > 0 ? `with ${set.join(', ')}` : '',
  ];
  return ['makes it a case', ...parts.filter(Boolean)].join(' ');
}

function labels(names: readonly string[]): string {
  return `the ${names.length === 1 ? 'label' : 'labels'} ${names.join(', ')}`;
}

function short(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).toWellFormed()}…` : line;
}

/** `3 days`, `2 hours`, `45 minutes`: the largest whole unit. */
export function span(minutes: number): string {
  const [count, unit] =
    minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
