/** What an agent sees of a promise in the inbox, and its lead of one that was not kept. */
import assert from 'node:assert/strict';
import { openConversation } from '../helpers/seat-acts.ts';
import type { Seat } from '../helpers/seats.ts';

const SOON = '.queue-row .badge-warn';
const LATE = '.conversation-head .badge-bad';

/** What is running has no colour yet. */
export async function seesDue(seat: Seat, id: string): Promise<void> {
  await openConversation(seat, id);
  const mark = seat.page.locator('.conversation-head .badge-neutral', {
    hasText: /^First answer due in \d+m$/,
  });
  await mark.waitFor();
}

/** The list on screen says by itself that the answer is due soon, and so does the bell. Answers the colour of the mark. */
export async function seesWarning({ page, problems }: Seat): Promise<string> {
  await page.locator(SOON, { hasText: /^First answer due in \d+m$/ }).waitFor();
  await openBell(page);
  await page.locator('.notice', { hasText: 'First answer is due soon' }).waitFor();
  assert.deepEqual(await problems(), [], 'the warning');
  await page.keyboard.press('Escape');
  return colourOf(page, SOON);
}

/** The bell leads to the conversation, which says how late it is, who has it now and why. Answers the colour of the mark. */
export async function seesMissed({ page, problems }: Seat, policy: string, team: string): Promise<string> {
  await openBell(page);
  const notice = page.locator('.notice', { hasText: `“${policy}” was not kept` });
  await notice.getByRole('link', { name: 'Open' }).click();
  await page.locator(LATE, { hasText: /^First answer late by \d+m$/ }).waitFor();
  await page.locator('.conversation-labels', { hasText: team }).waitFor();
  await page.locator('.thread').getByText(`Promise “${policy}”`).first().waitFor();
  assert.deepEqual(await problems(), [], 'what was not kept');
  return colourOf(page, LATE);
}

const openBell = (page: Seat['page']) => page.getByRole('button', { name: /^Notices, \d+ unread$/ }).click();

/** Text and ground as they are painted. What runs in a page is text: this project's types know no document. */
const colourOf = (page: Seat['page'], selector: string): Promise<string> =>
  page.evaluate<string>(
    `(({ color, backgroundColor }) => color + ' on ' + backgroundColor)(getComputedStyle(document.querySelector('${selector}')))`,
  );
