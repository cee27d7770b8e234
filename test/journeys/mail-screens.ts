/** What an agent reads and writes of a mail in the console. */
import assert from 'node:assert/strict';
import { answerBy, openRow } from '../helpers/seat-acts.ts';
import type { Seat } from '../helpers/seats.ts';

/** Finds the mail in the inbox, marked as private, reads it and answers. */
export async function answerFirst(seat: Seat, { from, said }: { from: string; said: string }, text: string) {
  const { page, problems } = seat;
  await page.goto('/inbox');
  const row = page.locator('.queue-row', { hasText: from });
  await row.getByRole('img', { name: 'Private: said to us alone' }).waitFor();
  assert.deepEqual(await problems(), [], 'the inbox');
  await openRow(seat, said);
  await answerBy(seat, text, 'Reply leaves in 5 s');
}

/** Whatever the customer's programs did with it, the conversation on screen goes on: all of it stands there, and is answered there. */
export async function goesOn(seat: Seat, said: readonly string[], text: string): Promise<void> {
  const { page } = seat;
  for (const words of said) await page.locator('.thread .post', { hasText: words }).waitFor();
  const shown = await page.locator('.thread .post:not(.post-own) .post-text').allInnerTexts();
  assert.deepEqual(
    shown.map((words) => words.trim()),
    said,
  );
  await answerBy(seat, text, 'Reply leaves in 5 s');
}
