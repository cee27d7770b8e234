import type { Condition } from '#lib/conditions/index.ts';
import type { MacroAction, MacroInput, MacroView } from './queries.ts';

export const KINDS = [
  'reply',
  'label',
  'assign',
  'team',
  'status',
  'snooze',
  'case',
  'note',
  'follow-up',
] as const satisfies readonly MacroAction['kind'][];

/** A macro that nobody has filled in yet. */
export function newMacro(): MacroInput {
  return {
    name: '',
    scope: 'personal',
    teamId: null,
    condition: { version: 1, when: { all: [] } },
    actions: [newAction('reply')],
  };
}

/** What an editor begins with. */
export function draftOf({ name, scope, teamId, condition, actions, version }: MacroView): MacroInput {
  return {
    name,
    scope,
    teamId,
    condition: { version: 1, when: condition.when as Condition },
    actions: [...actions],
    version,
  };
}

/** An action of a kind, with what is usual. */
export function newAction(kind: MacroAction['kind']): MacroAction {
  const actions: { [Kind in MacroAction['kind']]: Extract<MacroAction, { kind: Kind }> } = {
    reply: { kind: 'reply', cannedId: null, text: '', how: 'draft', thenStatus: 'waiting' },
    label: { kind: 'label', add: [], remove: [] },
    assign: { kind: 'assign', to: 'me' },
    team: { kind: 'team', teamId: null },
    status: { kind: 'status', status: 'done' },
    snooze: { kind: 'snooze', minutes: 1440 },
    case: { kind: 'case', typeId: null, fields: {} },
    note: { kind: 'note', text: '' },
    'follow-up': { kind: 'follow-up', days: 3, text: '' },
  };
  return actions[kind];
}

/** Labels as they are typed, with commas between them, each once. */
export function labelsOf(typed: string): string[] {
  const names = typed.split(',').map((name) => name.trim().slice(0, 60));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 20);
}

/** Fields of a case as they are typed, one `key: value` in a line; without a value it is emptied. */
export function fieldsOf(typed: string): Record<string, string | null> {
  return Object.fromEntries(
    typed
      .split('\n')
      .map((line) => /^\s*([a-z0-9-]{1,60})\s*:\s*(.*?)\s*$/.exec(line))
      .flatMap((match) => (match ? [[match[1]!, match[2] === '' ? null : match[2]!]] : [])),
  );
}

export function fieldLines(fields: Record<string, string | number | boolean | null>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${value ?? ''}`.trimEnd())
    .join('\n');
}

/** What became of a run, as the message that is said: the counts that are not nothing. */
export function outcome({
  done,
  skipped,
  failed,
}: {
  done: number;
  skipped: number;
  failed: number;
}): (readonly ['done' | 'skipped' | 'failed', number])[] {
  const counts = [
    ['done', done],
    ['skipped', skipped],
    ['failed', failed],
  ] as const;
  return counts.filter(([kind, count]) => count > 0 || (kind === 'done' && skipped + failed === 0));
}
