/** What everybody does in the inbox of the console. */
import assert from 'node:assert/strict';
import type { Seat } from './seats.ts';

/** Opens a conversation at its address, and waits until it can be read. */
export async function openConversation({ page }: Seat, id: string): Promise<void> {
  await page.goto(`/inbox/${id}?status=any`);
  await page.locator('article.post').last().waitFor();
}

/** Opens the row of somebody from the list that is on screen. */
export async function openRow({ page }: Seat, words: string): Promise<void> {
  await page.locator('.queue-row', { hasText: words }).first().getByRole('link').click();
  await page.locator('article.post', { hasText: words }).first().waitFor();
}

/** Answers in the conversation on screen by keyboard, and waits until `said` stands there. */
export async function answerBy({ page, problems }: Seat, text: string, said: string | RegExp): Promise<void> {
  await page.locator('.conversation-head').waitFor();
  const field = page.locator('.writing-field');
  // It stays open after an answer.
  if (!(await field.isVisible())) await page.keyboard.press('r');
  await field.waitFor();
  await field.fill(text);
  assert.deepEqual(await problems(), [], `writing “${text}”`);
  await field.press('Control+Enter');
  await page.getByText(said).first().waitFor();
}
