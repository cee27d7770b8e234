import { forumErrors } from '../errors.ts';

/** What a field for a moment says, in UTC; null where it is empty. Throws `forum.form_stale`. */
export function momentOf(given: string): string | null {
  if (given === '') return null;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(given) ? new Date(`${given}Z`) : undefined;
  if (!at || Number.isNaN(at.getTime())) throw forumErrors('forum.form_stale');
  return at.toISOString();
}
