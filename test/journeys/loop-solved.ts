import assert from 'node:assert/strict';
import type { Client } from '../helpers/client.ts';
import type { AgentDesk } from '../helpers/agent-desk.ts';
import { eventually } from '../helpers/listening.ts';
import type { TestAccount } from '../helpers/pds.ts';
import { doNow } from '../helpers/waiting-jobs.ts';

const LAST_WORD = 'A blinking light means that it updates itself. It stops within the hour.';

interface Desk {
  client: Client;
  data: string;
  brand: TestAccount;
  agent: AgentDesk;
}

/** The agent makes a case of the conversation, answers and solves it with the keyboard alone. The customer reads so, and is asked once whether it helped. */
export async function solveByKeyboard(desk: Desk, conversationId: string): Promise<void> {
  const caseId = await answerInCase(desk, conversationId);
  // The answer can be taken back for five seconds; meanwhile the customer looks.
  const { link } = await desk.client.post(`/cases/${caseId}/pages`);
  assert.notEqual((await customerReads(desk, link)).standing, 'Solved');
  await askCustomers(desk.client);
  const answers = async () => (await desk.brand.list()).filter(({ value }) => value['text'] === LAST_WORD);
  await eventually('the answer stands', async () => (await answers())[0]);
  await solve(desk, caseId);
  assert.equal((await answers()).length, 1, 'what she typed stands once');
  assert.equal((await desk.client.get(`/inbox/${conversationId}`)).status, 'done');
  const { standing, said } = await customerReads(desk, link);
  assert.equal(standing, 'Solved');
  for (const words of ['But the light still blinks?', LAST_WORD]) assert.ok(said.includes(words), said);
  await askedOnce(desk, conversationId);
}

async function askCustomers(client: Client): Promise<void> {
  const settings = await client.get('/satisfaction/settings');
  await client.put('/satisfaction/settings', {
    ...settings,
    isOn: true,
    networks: ['bluesky'],
    delayMinutes: 0,
  });
}

async function answerInCase({ agent }: Desk, conversationId: string): Promise<string> {
  const { page } = agent;
  await page.goto(`/inbox/${conversationId}?status=any`);
  await page.getByRole('button', { name: 'Make it a case' }).waitFor();
  await page.keyboard.press('c');
  await page.locator('.case-panel-own').waitFor();
  await page.keyboard.press('r');
  await page.locator('.writing-field').waitFor();
  await page.keyboard.type(LAST_WORD);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Reply leaves in 5 s').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.waitForURL('**/cases/case_*');
  const caseId = page.url().split('/').at(-1)!;
  await page.getByRole('button', { name: 'Solve', exact: true }).waitFor();
  return caseId;
}

async function solve({ agent, client }: Desk, caseId: string): Promise<void> {
  await agent.page.getByRole('button', { name: 'Solve', exact: true }).press('Enter');
  await agent.page.getByRole('button', { name: 'Open again' }).waitFor();
  assert.deepEqual(await agent.problems(), [], 'the solved case');
  assert.equal((await client.get(`/cases/${caseId}`)).status, 'solved');
}

/** By the link, without signing in. */
async function customerReads({ agent }: Desk, link: string): Promise<{ standing: string; said: string }> {
  const stranger = await agent.page.context().browser()!.newContext();
  const page = await stranger.newPage();
  await page.goto(link);
  const standing = await page.locator('.panel h2').first().innerText();
  const said = await page.locator('body').innerText();
  await stranger.close();
  return { standing, said };
}

async function askedOnce({ brand, client, data }: Desk, conversationId: string): Promise<void> {
  const ask = async () => (await client.get(`/inbox/${conversationId}/satisfaction`)).ask;
  await eventually('a question is planned', async () => (await ask()) ?? undefined);
  const questions = async () =>
    (await brand.list()).filter(({ value }) => String(value['text']).includes('/shared/rating/'));
  // The clock may ask at the same moment; two more at once ask nobody twice.
  await doNow(data, 'satisfaction.ask', 2);
  const [question] = await eventually('the question stands', async () => {
    const standing = await questions();
    return standing.length > 0 ? standing : undefined;
  });
  await doNow(data, 'satisfaction.ask');
  assert.equal((await questions()).length, 1, 'she is asked once');
  assert.equal((await ask()).state, 'asked');
  const [, link] = /(http\S+)$/.exec(String(question!.value['text']))!;
  assert.match(await (await fetch(link!)).text(), /Did we help you\?/);
  assert.equal((await client.get(`/inbox/${conversationId}`)).status, 'done', 'asking opens nothing');
}
