import { type Html, markup } from '#lib/html/index.ts';
import type { GivenForm } from '#platform/http/index.ts';
import { forumErrors } from '../errors.ts';
import type { ThreadChange } from '../schema.ts';
import type { ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { momentOf } from '../pages/moments.ts';
import { MOST_DAYS } from './domain.ts';

type Times = Pick<ThreadRow, 'pinnedUntil' | 'closesAt' | 'opensAt'>;

/** As a field for a moment holds it: in UTC; the script turns it into the reader's zone and back. */
const shown = (at: Date | null): string => at?.toISOString().slice(0, 16) ?? '';

/** A field for a moment. */
export const momentField = (words: Words, label: string, name: keyof Times, at: Date | null): Html =>
  markup`<label>${label}<input type="datetime-local" name="${name}" value="${shown(at)}" data-utc /><span class="hint" data-zone>${words.inUtc}</span></label>`;

/** What moderators set for the time to come. */
export const timerFields = (words: Words, thread: ThreadRow): Html =>
  markup`${momentField(words, words.closeAt, 'closesAt', thread.closesAt)}
    <label>${words.closeAfter}<input type="number" name="closesAfter" min="1" max="${MOST_DAYS}" value="${thread.closesAfter ?? ''}" /><span class="hint">${words.closeAfterHint}</span></label>
    ${momentField(words, words.openAt, 'opensAt', thread.opensAt)}`;

/** What a form says otherwise than the thread. Throws `forum.form_stale`. */
export function timesIn(form: GivenForm, thread: ThreadRow): Partial<ThreadChange> {
  const days = form.text('closesAfter').trim();
  const closesAfter = days === '' ? null : Number(days);
  if (
    closesAfter !== null &&
    !(Number.isInteger(closesAfter) && closesAfter >= 1 && closesAfter <= MOST_DAYS)
  )
    throw forumErrors('forum.form_stale');
  return {
    ...momentIn(form, thread, 'pinnedUntil'),
    ...momentIn(form, thread, 'closesAt'),
    ...momentIn(form, thread, 'opensAt'),
    ...(closesAfter === thread.closesAfter ? {} : { closesAfter }),
  };
}

/** Fields know no seconds: what stands there to the minute is not changed. */
function momentIn(form: GivenForm, thread: Times, name: keyof Times): Partial<ThreadChange> {
  const at = momentOf(form.text(name));
  return (at?.slice(0, 16) ?? '') === shown(thread[name]) ? {} : { [name]: at };
}
