/** What the lead of an outage does in the console. */
import assert from 'node:assert/strict';
import type { Seat } from '../helpers/seats.ts';

const PAGE = 50;

/** Chooses all `count` cases that are listed but the one of that title, and links them to that one. */
export async function linkAll({ page, problems }: Seat, count: number, title: string): Promise<void> {
  await page.goto('/cases');
  const rows = page.locator('.case-item');
  await rows.first().getByRole('checkbox').click();
  // A look at hundreds of rows would take a quarter of a minute and find what it finds at fifty.
  assert.deepEqual(await problems(), [], 'the list of cases');
  for (let shown = PAGE; shown < count; shown += PAGE) {
    await rows.nth(shown - 1).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
  }
  await rows.nth(count - 1).waitFor();
  assert.equal(await rows.count(), count);
  await page.getByRole('checkbox', { name: 'Choose all shown' }).click();
  await rows.filter({ hasText: title }).getByRole('checkbox').click();
  const bar = page.getByRole('toolbar', { name: `${count - 1} cases chosen` });
  await bar.getByRole('button', { name: 'Link' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(title);
  await dialog.locator('.case-pick', { hasText: title }).click();
  await page.getByText('Linked', { exact: true }).waitFor();
}

/** Writes one answer to everybody who waits in the cases that are linked to this one, and solves these. */
export async function tellAll({ page, problems }: Seat, caseId: string, count: number, text: string) {
  await page.goto(`/cases/${caseId}`);
  await page.getByRole('button', { name: `Tell and solve ${count} cases together` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(text);
  assert.deepEqual(await problems(), [], 'telling together');
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.case-wave').first().waitFor();
}

/** What the case says of the wave once it is through; then it is solved itself. */
export async function closeIt({ page, problems }: Seat, said: RegExp): Promise<void> {
  await page.locator('.case-wave').first().filter({ hasText: said }).waitFor();
  await page.getByRole('button', { name: 'Solve', exact: true }).click();
  await page.getByRole('button', { name: 'Open again' }).waitFor();
  assert.deepEqual(await problems(), [], 'the solved outage');
}
