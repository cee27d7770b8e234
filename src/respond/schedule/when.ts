import type { App } from '#platform/app/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { isZone, momentOf, wallOf } from '#lib/zone/index.ts';
import { isOpen, nextOpen } from '#lib/hours/index.ts';
import { placeParts, readSaidLabels } from '#listen/understanding/index.ts';
import { zoneForPlace } from '#listen/places/index.ts';
import { findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { FURTHEST_MS, SOONEST_MS } from './domain.ts';
import { scheduleErrors } from './errors.ts';
import type { TimesView, When } from './schema.ts';

const MORNING = '09:00';
const EVENING = '18:00';

export interface Chosen {
  sendAt: Date;
  kind: 'time' | 'opening';
  zone: string;
  calendarId: string | null;
}

/** The moment that was meant. Throws `schedule.time_unknown`, `schedule.too_soon`, `schedule.too_far` and `schedule.never_open`. */
export async function momentFor(app: App, when: When): Promise<Chosen> {
  const now = await app.db.now();
  if (when.kind === 'opening') {
    const hours = await hoursOf(app, when.calendarId);
    const sendAt = nextOpen(hours, new Date(now.getTime() + SOONEST_MS));
    if (!sendAt) throw scheduleErrors('schedule.never_open');
    return { sendAt, kind: 'opening', zone: hours.zone, calendarId: when.calendarId };
  }
  const sendAt = isZone(when.zone) ? momentOf(when.zone, when.wall) : null;
  if (!sendAt) throw scheduleErrors('schedule.time_unknown', { wall: when.wall, zone: when.zone });
  const ahead = sendAt.getTime() - now.getTime();
  if (ahead < SOONEST_MS) throw scheduleErrors('schedule.too_soon');
  if (ahead > FURTHEST_MS) throw scheduleErrors('schedule.too_far');
  return { sendAt, kind: 'time', zone: when.zone, calendarId: null };
}

/** Natural times to answer a customer, by the company's clock and by his. Throws `inbox.not_found`. */
export async function timesFor(app: App, conversationId: string): Promise<TimesView> {
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const [hours, customer, now] = await Promise.all([
    hoursOf(app, null),
    zoneOfCustomer(app, conversation.postIds),
    app.db.now(),
  ]);
  const opensAt = nextOpen(hours, now);
  const soonest = now.getTime() + 10 * 60_000;
  const choices: TimesView['choices'] = [];
  const add = (id: TimesView['choices'][number]['id'], zone: string, wall: string) => {
    const at = momentOf(zone, wall);
    if (at && at.getTime() > soonest)
      choices.push({
        id,
        whose: id === 'customer-morning' ? 'customer' : 'company',
        at: at.toISOString(),
        when: { kind: 'time', wall, zone },
      });
  };
  if (opensAt && !isOpen(hours, now))
    choices.push({
      id: 'opening',
      whose: 'company',
      at: opensAt.toISOString(),
      when: { kind: 'opening', calendarId: null },
    });
  add('evening', hours.zone, `${dayAfter(hours.zone, now, 0)}T${EVENING}`);
  add('morning', hours.zone, `${dayAfter(hours.zone, now, 1)}T${MORNING}`);
  const weekday = new Date(`${dayAfter(hours.zone, now, 0)}T00:00Z`).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  if (toMonday > 1) add('monday', hours.zone, `${dayAfter(hours.zone, now, toMonday)}T${MORNING}`);
  if (customer && customer.zone !== hours.zone) {
    const today = `${dayAfter(customer.zone, now, 0)}T${MORNING}`;
    const isAhead = (momentOf(customer.zone, today)?.getTime() ?? 0) > soonest;
    add('customer-morning', customer.zone, isAhead ? today : `${dayAfter(customer.zone, now, 1)}T${MORNING}`);
  }
  choices.sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    company: { zone: hours.zone, isOpen: isOpen(hours, now), opensAt: opensAt?.toISOString() ?? null },
    customer,
    choices,
  };
}

/** A day by the calendar of a zone, so many after today. */
function dayAfter(zone: string, now: Date, days: number): string {
  const today = Date.parse(`${wallOf(zone, now).slice(0, 10)}T00:00:00Z`);
  return new Date(today + days * 86_400_000).toISOString().slice(0, 10);
}

/** By the place that the customer's newest post names, or its author; null where none does. */
export async function zoneOfCustomer(app: App, postIds: readonly string[]): Promise<TimesView['customer']> {
  const labels = await readSaidLabels(app, postIds.slice(-3));
  for (const id of postIds.slice(-3).toReversed()) {
    const label = labels.get(id)?.find(({ key }) => key === 'place');
    const place = label && placeParts(label.value);
    const zone = place && zoneForPlace(place);
    if (place && zone)
      return { zone, place: [place.city, place.region, place.country].filter(Boolean).join(', ') };
  }
  return null;
}
