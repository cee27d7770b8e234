import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { systemActor } from '#platform/app/index.ts';
import { putCalendar, readCalendars } from '#people/calendars/index.ts';
import { forgetContactsOn, rememberContacts } from './index.ts';
import { SLOT_MS, slotOf } from './service/contacts.ts';
import { forgetForecast, readForecast } from './service/forecast.ts';
import { putSettings, readPlan, readSettings } from './service/plan.ts';

const { app, close } = await createTestApp();
after(close);
const DAY_MS = 86_400_000;
const now = () => slotOf(new Date()).getTime();

/** So many contacts in each half hour of the last days; `of` may say otherwise. */
async function tell(days: number, of: (at: Date) => number, network = 'mail'): Promise<void> {
  const contacts: { at: Date; network: string }[] = [];
  for (let time = now() - days * DAY_MS; time < now(); time += SLOT_MS) {
    const at = new Date(time);
    for (let count = of(at); count > 0; count--) contacts.push({ at, network });
  }
  await rememberContacts(app, contacts);
  forgetForecast(app);
}

before(async () => {
  const [standard] = await readCalendars(app);
  const week = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
  await putCalendar(
    app,
    systemActor,
    { name: 'Berlin', zone: 'Europe/Berlin', week, isStandard: true },
    standard!.id,
  );
});
beforeEach(async () => {
  for (const network of ['mail', 'chat']) await forgetContactsOn(app, network);
  forgetForecast(app);
});

describe('the forecast of a company', () => {
  it('knows nothing before the first contact', async () => {
    const { channels, knownDays } = await readForecast(app, 1);
    assert.deepEqual([channels, knownDays], [[], 0]);
  });

  it('sees half hours by the clocks of the standard calendar', async () => {
    await tell(21, () => 2);
    const { zone, halves } = await readForecast(app, 1);
    assert.equal(zone, 'Europe/Berlin');
    for (const { at, day, minute } of halves) {
      const shown = at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' });
      assert.equal(shown.slice(0, 10), day);
      assert.equal(Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16)), minute);
    }
  });

  it('keeps channels apart', async () => {
    await tell(21, () => 4);
    await tell(21, () => 1, 'chat');
    const { channels } = await readForecast(app, 1);
    const means = channels.map(({ network, expected }) => [
      network,
      Math.round(expected.reduce((all, { mean }) => all + mean, 0) / expected.length),
    ]);
    assert.deepEqual(means, [
      ['chat', 1],
      ['mail', 4],
    ]);
  });

  it('is remembered for a while, and made anew when settings change', async () => {
    await tell(14, () => 3);
    const first = await readForecast(app, 1);
    assert.equal(await readForecast(app, 1), first);
    await putSettings(app, systemActor, await readSettings(app));
    assert.notEqual(await readForecast(app, 1), first);
  });

  it('takes what was expected to be special out of what is usual, and puts it in again ahead', async () => {
    const settings = await readSettings(app);
    const dayOf = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
    const [from, to] = [dayOf(-5), dayOf(-4)];
    await putSettings(app, systemActor, {
      ...settings,
      events: [
        { name: 'Launch', from, to, factor: 4 },
        { name: 'Next launch', from: dayOf(-1), to: dayOf(30), factor: 2 },
      ],
    });
    await tell(21, (at) => {
      const day = at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).slice(0, 10);
      return day >= dayOf(-1) ? 6 : day >= from && day <= to ? 12 : 3;
    });
    const { channels } = await readForecast(app, 1);
    const mean = channels[0]!.expected.reduce((all, one) => all + one.mean, 0) / 48;
    assert.ok(mean > 5 && mean < 7, `twice three, not twice the launch's: ${mean}`);
    await putSettings(app, systemActor, settings);
  });

  it('reckons people for every channel and half hour, however many weeks are known', async () => {
    await tell(70, (at) => (at.getUTCHours() > 6 ? 5 : 0));
    const { forecast, plan } = await readPlan(app, 2);
    // The first of them wrote up to seven hours after the time of day that it is now.
    assert.ok(forecast.knownDays >= 69 && forecast.knownDays <= 70, String(forecast.knownDays));
    assert.deepEqual([plan.channels.length, plan.total.length], [1, 96]);
    assert.ok(plan.total.some(({ needed }) => needed === 0) && plan.total.some(({ needed }) => needed > 0));
    const { backtest } = forecast.channels[0]!;
    assert.ok(backtest!.slots === 28 * 48 && backtest!.error < 0.3, JSON.stringify(backtest));
  });
});
