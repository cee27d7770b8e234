/** What the lead and the newcomer do about a reply that waits, each in a console of their own. */
import assert from 'node:assert/strict';
import { answerBy } from '../helpers/seat-acts.ts';
import type { Seat } from '../helpers/seats.ts';

const cardWith = ({ page }: Seat, text: string) => page.locator('.approval', { hasText: text });

/** The lead reads what waits and why, and refuses it with a reason. */
export async function refuse(seat: Seat, text: string, reason: string): Promise<void> {
  const { page, problems } = seat;
  await page.goto('/approvals');
  const card = cardWith(seat, text);
  await card.locator('.approval-answered', { hasText: 'acme? 1' }).waitFor();
  await page.keyboard.press('r');
  await page.getByLabel('Why? The author reads it.').fill(reason);
  assert.deepEqual(await problems(), [], 'what waits');
  await card.getByRole('button', { name: 'Reject' }).click();
  await page.getByText('Rejected. The words are in the author’s draft.').waitFor();
  await page.getByText('Nothing waits for you').waitFor();
}

/** The newcomer is led to the conversation by the bell: his words are where he writes, and the history says why they did not leave. */
export async function readRefusal(
  { page, problems }: Seat,
  { title, words, reason }: { title: string; words: string; reason: string },
): Promise<void> {
  await page.goto('/inbox');
  await page.getByRole('button', { name: /^Notices, \d+ unread$/ }).click();
  await page.locator('.notice', { hasText: title }).getByRole('link', { name: 'Open' }).click();
  await page.locator('.thread').getByText(`rejected the reply: ${reason}`).waitFor();
  assert.equal(await page.locator('.writing-field').inputValue(), words);
  assert.deepEqual(await problems(), [], 'what came back');
}

/** In the place of what was refused. */
export async function writeAnew(seat: Seat, text: string): Promise<void> {
  await answerBy(seat, text, 'Waits for approval. Whoever is asked was told.');
  await seat.page.locator('.reply', { hasText: text }).getByText('Second person').first().waitFor();
}

/** A second thought, while it waits already. */
export async function changeIt({ page, problems }: Seat, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('The reply. With a change the approval begins again.').fill(text);
  await page.getByRole('button', { name: 'Change and ask again' }).click();
  await page.getByText('Changed. The approval begins again.').waitFor();
  await page.locator('.reply .post-text', { hasText: text }).waitFor();
  assert.deepEqual(await problems(), [], 'the changed reply');
}

/** The lead's list shows it without being asked, with what was said of it; one key approves. */
export async function approveIt(seat: Seat, text: string): Promise<void> {
  const { page, problems } = seat;
  await cardWith(seat, text).getByText('changed it').waitFor();
  assert.deepEqual(await problems(), [], 'what waits again');
  await page.keyboard.press('a');
  await page.getByText('Approved.', { exact: true }).waitFor();
}
