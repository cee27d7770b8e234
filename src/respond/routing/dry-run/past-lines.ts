import type { Facts } from '#lib/conditions/index.ts';
import type { CaseLine } from '#respond/cases/index.ts';
import type { PastLine } from '#respond/inbox/index.ts';
import type { PastTold } from '#respond/promises/index.ts';
import type { EventTrigger } from '../domain/triggers.ts';

/** Something that happened, as far as its history tells. */
export interface Happened {
  trigger: EventTrigger;
  facts: Facts;
}

const STATUSES = ['open', 'waiting', 'snoozed', 'done'];
const BAD = 2;
/** Lines of conversations that tell of what rules run on. */
export const LINES = [
  ...STATUSES.map((status) => `status.${status}`),
  'reopened',
  'woken',
  'woken.no-answer',
  'team.assigned',
  'team.cleared',
  'explained',
  'rated',
];
const CASE_STATUS: Readonly<Record<string, string>> = {
  solved: 'solved',
  closed: 'closed',
  reopened: 'open',
  'turned.open': 'open',
  'turned.waiting': 'waiting',
  'turned.solved': 'solved',
  'turned.closed': 'closed',
};
/** Lines of cases that do. */
export const CASE_LINES = [...Object.keys(CASE_STATUS), 'type', 'fields', 'customer.no-call'];

/** What a line of a conversation tells. What was before is left out where the line does not say it: it is not known. Pure. */
export function happenedIn({ action, detail }: Pick<PastLine, 'action' | 'detail'>): Happened[] {
  if (action === 'explained')
    return listOf(detail['what']).flatMap((what) => happenedIn({ action: what, detail: {} }));
  if (action.startsWith('status.')) return [status(action.slice('status.'.length), textOf(detail['from']))];
  if (action === 'reopened') return [status('open', undefined)];
  if (action.startsWith('woken')) return [status('open', 'snoozed')];
  if (action.startsWith('team.'))
    return [
      {
        trigger: 'team',
        facts: 'to' in detail ? { 'team.before': textOf(detail['from']), team: textOf(detail['to']) } : {},
      },
    ];
  const rating = Number(detail['rating']);
  return action === 'rated' && rating <= BAD ? [{ trigger: 'rated', facts: { rating } }] : [];
}

/** What a line of a case tells; `keyOf` finds a field by what it is called. Pure. */
export function happenedTo(
  { action, detail }: Pick<CaseLine, 'action' | 'detail'>,
  keyOf: (label: string) => string | undefined,
): Happened {
  const status = CASE_STATUS[action];
  if (status !== undefined) return { trigger: 'case-status', facts: { 'case.status': status } };
  if (action === 'type') return { trigger: 'case-type', facts: {} };
  if (action === 'customer.no-call') return { trigger: 'rated', facts: { 'no-call': true } };
  const changed = listOf(detail['labels']).flatMap((label) => keyOf(label) ?? []);
  return { trigger: 'case-field', facts: { 'case.changed': changed } };
}

export function happenedWith({ kind, isMissed }: Pick<PastTold, 'kind' | 'isMissed'>): Happened {
  const state = isMissed ? 'late' : 'soon';
  return {
    trigger: isMissed ? 'promise-missed' : 'promise-due',
    facts: { 'promise.kind': kind, 'promise.state': state },
  };
}

function status(now: string, before: string | null | undefined): Happened {
  return { trigger: 'status', facts: { 'status.before': before ?? null, status: now } };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
