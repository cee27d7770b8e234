/** What an agent who goes away and the colleague who goes on do in the console. */
import assert from 'node:assert/strict';
import { answerBy, openRow } from '../helpers/seat-acts.ts';
import type { Seat } from '../helpers/seats.ts';

/** Says that he is away, from now on and until he is back. */
export async function goAway({ page, problems }: Seat): Promise<void> {
  await page.goto('/settings/profile');
  await page.getByRole('button', { name: 'I am away' }).click();
  await page.getByText('You are away; what is open stays with you').waitFor();
  await page.getByText('You are away', { exact: true }).waitFor();
  await page.getByText('until you say you are back').waitFor();
  assert.deepEqual(await problems(), [], 'his absence');
}

/** The bell of whoever looks says at once that something went back. */
export async function isTold({ page, problems }: Seat): Promise<void> {
  await page.getByRole('button', { name: /^Notices, \d+ unread$/ }).click();
  await page.locator('.notice', { hasText: 'A conversation went back to the team' }).waitFor();
  assert.deepEqual(await problems(), [], 'the notice');
}

/** Nothing is there for her until the list, which she looks at, shows what came; she reads why she has it, and answers. */
export async function takeOver(seat: Seat, { words, why }: { words: string; why: RegExp }, text: string) {
  const { page, problems } = seat;
  await openRow(seat, words);
  await page.locator('.thread').getByText(why).waitFor();
  assert.deepEqual(await problems(), [], 'what came to her');
  await answerBy(seat, text, 'Reply leaves in 5 s');
}
