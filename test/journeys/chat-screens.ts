/** A visitor of the company's page in its chat, and the agent who answers him in the console. */
import assert from 'node:assert/strict';
import { arrive, findings, type Visitor } from '../helpers/chat-visitor.ts';
import { answerBy, openRow } from '../helpers/seat-acts.ts';
import type { Seat, Seats } from '../helpers/seats.ts';

/** Comes to the page, asks, and says where the answer finds him if he has to leave. */
export async function asks(seats: Seats, shop: string, question: string, mail: string): Promise<Visitor> {
  const visitor = await arrive(await seats.guest(), shop);
  const { frame } = visitor;
  await visitor.open();
  await visitor.write(question);
  await frame.getByLabel('Your mail address').fill(mail);
  assert.deepEqual(await findings(visitor), []);
  await frame.getByRole('button', { name: 'Start the chat' }).click();
  await frame.getByText(`If you leave, the answer comes to ${mail}.`).waitFor();
  return visitor;
}

/** He goes elsewhere; who he was is kept by the browser for when he comes back. */
export async function leaves({ page, problems }: Visitor): Promise<void> {
  assert.deepEqual(problems, []);
  await page.goto('about:blank');
}

/** Finds the question among what waits, sees that the visitor is there, and answers him at once. */
export async function answersThere(seat: Seat, question: string, mail: string, text: string): Promise<void> {
  const { page, problems } = seat;
  await page.goto('/inbox');
  const row = page.locator('.queue-row', { hasText: question });
  await row.getByRole('img', { name: 'Private: said to us alone' }).waitFor();
  await openRow(seat, question);
  const visitor = page.getByRole('region', { name: 'Visitor of the chat' });
  await visitor.getByText('Here now').waitFor();
  await visitor.getByText(mail).waitFor();
  assert.deepEqual(await problems(), [], 'the visitor is there');
  await answerBy(seat, text, text);
}

/** He is gone, which the screen says, and so it says where the next words go. */
export async function answersGone(seat: Seat, text: string): Promise<void> {
  const visitor = seat.page.getByRole('region', { name: 'Visitor of the chat' });
  await visitor.getByText('Left', { exact: true }).waitFor();
  await answerBy(seat, text, text);
}

/** What he wrote back by mail stands in the chat that is on screen. */
export async function readsBack({ page, problems }: Seat, text: string): Promise<void> {
  await page.locator('.thread .post', { hasText: text }).waitFor();
  assert.deepEqual(await problems(), [], 'his mail in the chat');
}

/** Back on the page he finds everything that was said, wherever. */
export async function returns({ page }: Visitor, shop: string): Promise<string[]> {
  const visitor = await arrive(page.context(), shop);
  await visitor.open();
  await visitor.frame.locator('.bubble').nth(4).waitFor();
  assert.deepEqual(visitor.problems, []);
  return visitor.frame.locator('.bubble').allInnerTexts();
}
