import { hasMessage, t } from '../../../i18n/index.ts';

export interface AuditFilters {
  /** Id of a user, or `system`. */
  actor?: string;
  /** All of a kind: `topic.`. */
  action?: string;
  subject?: string;
  from?: string;
  to?: string;
}

/** The kinds of entries, as their codes begin. */
export const KINDS = [
  'session',
  'password',
  'totp',
  'passkey',
  'token',
  'staff',
  'invitation',
  'brand',
  'account',
  'source',
  'import',
  'refusal',
  'topic',
  'intent',
  'conversation',
  'note',
  'view',
  'reply',
  'outbox',
  'calendar',
  'promise',
  'coverage',
  'shift',
  'stage',
  'webhook',
  'receiver',
] as const;

/** An action in words; one that is newer than our words as its code says it. */
export function actionWords(action: string): string {
  const key = `settings.audit.action.${action}`;
  return hasMessage(key) ? t(key) : action.replaceAll(/[._]/g, ' ');
}

/** The details as lines of name and value; values that are lists or objects in their short form. */
export function detailLines(detail: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(detail)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ({
      name: name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(),
      value: valueText(value),
    }));
}

/** What the entry is about, in a word, where its details hold one. */
export function nameIn(detail: Record<string, unknown>): string | null {
  const names = [detail.name, detail.email, detail.handle, detail.step, detail.device];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? null;
}

/** The instant at which a day (`2026-11-22`) begins, or the next one does. */
export function dayEdge(day: string, edge: 'start' | 'end'): string | undefined {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return undefined;
  if (edge === 'end') at.setDate(at.getDate() + 1);
  return at.toISOString();
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'boolean') return t(value ? 'settings.audit.yes' : 'settings.audit.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
