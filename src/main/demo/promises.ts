import type { Actor, App } from '#platform/app/index.ts';
import {
  daysOfCountry,
  importDays,
  putCalendar,
  readCalendars,
  removeCalendar,
} from '#people/calendars/index.ts';
import {
  forgetContactsOn,
  putShift,
  readShifts,
  rememberContacts,
  removeShift,
} from '#respond/coverage/index.ts';
import type { ConversationRow } from '#respond/inbox/index.ts';
import {
  forgetPromisesOn,
  type PastWait,
  putPolicy,
  readPolicies,
  rememberPast,
  removePolicy,
} from '#respond/promises/index.ts';

const HOURS = 'Service hours';
const POLICIES: readonly string[] = ['Somebody may be in danger', 'Everybody who asks in public'];
const SHIFTS: ReadonlySet<string> = new Set(['Early', 'Late', 'Saturday']);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY = { from: 8 * 60, to: 20 * 60 };
const SATURDAY = { from: 9 * 60, to: 17 * 60 };
/** Minutes to an answer, as they were at the sample company: most soon, some far too late. */
const DELAYS = [4, 7, 11, 14, 18, 25, 33, 41, 52, 58, 75, 96, 130, 190, 420];

/** The sample company keeps promises: its hours, two policies, shifts, and what it kept in two weeks. */
export async function promiseThings(
  app: App,
  manager: Actor,
  conversations: readonly ConversationRow[],
): Promise<void> {
  const calendarId = await keepHours(app, manager);
  await makePolicies(app, manager, calendarId);
  await planShifts(app, manager);
  const now = app.clock.now().getTime();
  const past = conversations.filter(({ lastPostAt }) => now - Date.parse(lastPostAt) > DAY_MS / 4);
  await rememberPast(app, past.flatMap(waitOf));
  await rememberContacts(
    app,
    conversations
      .filter(({ lastPostAt }) => now - Date.parse(lastPostAt) > 6 * DAY_MS)
      .map(({ lastPostAt, network }) => ({ at: new Date(lastPostAt), network })),
  );
}

/** The sample leaves, and what it promised, planned and counted with it; what people made of it themselves stays. */
export async function forgetPromises(app: App, actor: Actor): Promise<void> {
  for (const { id, name } of await readPolicies(app))
    if (POLICIES.includes(name)) await removePolicy(app, actor, id);
  for (const { id, name } of await readShifts(app)) if (SHIFTS.has(name)) await removeShift(app, actor, id);
  const calendars = await readCalendars(app);
  const hours = calendars.find(({ name }) => name === HOURS);
  const other = calendars.find(({ name }) => name !== HOURS);
  if (hours?.isStandard && other) await putCalendar(app, actor, { ...other, isStandard: true }, other.id);
  if (hours && other) await removeCalendar(app, actor, hours.id);
  await forgetPromisesOn(app, 'sample');
  await forgetContactsOn(app, 'sample');
}

async function keepHours(app: App, manager: Actor): Promise<string> {
  const { id } = await putCalendar(app, manager, {
    name: HOURS,
    zone: 'Europe/London',
    week: [[DAY], [DAY], [DAY], [DAY], [DAY], [SATURDAY], []],
    isStandard: true,
  });
  const year = app.clock.now().getUTCFullYear();
  const { days, source } = daysOfCountry({ country: 'GB', fromYear: year, toYear: year + 2 });
  await importDays(app, manager, id, { days, source, isTrial: false });
  return id;
}

async function makePolicies(app: App, manager: Actor, calendarId: string): Promise<void> {
  const terms = (minutes: readonly number[], resolution: number | null, within: 'hours' | 'always') => ({
    within,
    targets: minutes.map((first) => ({ first, next: first * 2, resolution })),
    pauses: { waiting: true, snoozed: 'labelled' as const, label: 'customer asked to wait' },
    warnMinutes: 15,
    escalation: { teamId: null, tellId: manager.id },
  });
  const urgent = { version: 1 as const, when: { fact: 'urgency', op: 'at-least' as const, value: 2 } };
  await putPolicy(app, manager, {
    name: POLICIES[0]!,
    isOn: true,
    condition: urgent,
    calendarId: null,
    terms: terms([60, 60, 30, 15], 720, 'always'),
  });
  await putPolicy(app, manager, {
    name: POLICIES[1]!,
    isOn: true,
    condition: { version: 1, when: { all: [] } },
    calendarId,
    terms: terms([60, 45, 30, 15], null, 'hours'),
  });
}

async function planShifts(app: App, manager: Actor): Promise<void> {
  const validFrom = new Date(app.clock.now().getTime() - 30 * DAY_MS).toISOString().slice(0, 10);
  const shift = (name: string, weekdays: number[], fromMinute: number, toMinute: number, people: number) =>
    putShift(app, manager, {
      name,
      userId: null,
      teamId: null,
      people,
      networks: [],
      weekdays,
      fromMinute,
      toMinute,
      validFrom,
      validUntil: null,
    });
  await shift('Early', [0, 1, 2, 3, 4], 8 * 60, 15 * 60, 2);
  await shift('Late', [0, 1, 2, 3, 4], 13 * 60, 20 * 60, 2);
  await shift('Saturday', [5], SATURDAY.from, SATURDAY.to, 1);
}

function waitOf({ id, lastPostAt }: ConversationRow, index: number): PastWait[] {
  const delay = DELAYS[(index * 7) % DELAYS.length]!;
  if (index % 5 === 4) return [];
  const startedAt = new Date(lastPostAt);
  return [
    {
      conversationId: id,
      kind: index % 4 === 3 ? 'next' : 'first',
      startedAt,
      answeredAt: new Date(startedAt.getTime() + delay * MINUTE_MS),
    },
  ];
}
