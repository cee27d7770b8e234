/** Passkeys of members in a real browser, with an authenticator that Chromium plays. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openPeople, type People } from '../../src/people/members/testing/people.ts';
import { findings, RULES_OF_COLOUR } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { freePort } from '../helpers/program.ts';

let people: People;
let browser: Browser;
let origin = '';

before(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  people = await openPeople(true, { publicUrl: origin });
  await people.made.server.listen({ port, host: 'localhost' });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await people.made.close();
});

async function withAuthenticator(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a member adds a passkey on his page, signs out, and comes in with it', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await withAuthenticator(page);
  await page.goto(`${origin}/community/enter?ticket=${await people.ticketFor('paula@customer.example')}`);
  await page.getByLabel('Name in addresses and mentions').fill('paula');
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.goto(`${origin}/community/me/account`);
  await page.getByLabel('Name for a new passkey').fill('This laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.waitForURL(/done=connected/);
  assert.equal(await page.getByLabel('Name of the passkey: This laptop').inputValue(), 'This laptop');
  assert.deepEqual(await findings(page, RULES_OF_COLOUR), []);
  await page.goto(`${origin}/community/sign-out`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${origin}/community/sign-in?back=/community/me/account`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(`${origin}/community/me/account`);
  const [row] = await people.app.db.query<{ way: string }>(
    'select way from member_sessions order by created_at desc limit 1',
  );
  assert.equal(row!.way, 'passkey');
});
