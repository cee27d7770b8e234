import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { peopleOf } from '../cases/queue.ts';
import { moderationErrors } from '../errors.ts';
import { favoursPort } from '../ports.ts';
import type { SignView } from '../schema.ts';
import { readSettings } from '../settings.ts';
import { type Favour, oddFavours, oneWay, ringsOf, togetherOf, wordsOf } from './domain.ts';
import {
  deleteDevices,
  deleteOldDevices,
  dismiss,
  selectShared,
  selectSigns,
  upsertDevice,
  upsertSign,
} from './store.ts';

export { countSigns } from './store.ts';

const DAYS = 90;
/** A browser with more members than this stands in a library. */
const MOST_ON_ONE = 8;

/** Whether browsers of members are told apart; provide it for `memberDevicePort`. */
export const memberDevices = {
  isWanted: async (app: App): Promise<boolean> => (await readSettings(app)).looksForPuppets,
  /** Keeps only a keyed hash of the random name that the browser was given. */
  note: (app: App, memberId: string, device: string): Promise<void> =>
    upsertDevice(app, memberId, app.secrets.sign(device, 'member-device')),
};

/** Looks once a day for what seems arranged. It is only pointed out: nobody loses anything by it. */
export async function lookForSigns(app: App): Promise<void> {
  const { looksForPuppets } = await readSettings(app);
  if (looksForPuppets) await deleteOldDevices(app);
  else await deleteDevices(app);
  const favours = await readFavours(app);
  const odd = oddFavours(favours);
  for (const { members, devices } of await selectShared(app, MOST_ON_ONE)) {
    const between = favours.filter(({ from, to }) => members.includes(from) && members.includes(to));
    const why = `Signed in with the same browser${devices > 1 ? ` (${devices} browsers)` : ''}`;
    await point(app, 'same-device', members, { favours: between.slice(0, 20), why });
  }
  for (const { members, favours: between } of ringsOf(odd))
    await point(app, 'ring', members, { favours: between });
  for (const one of oneWay(odd)) await point(app, 'favour', [one.from, one.to], { favours: [one] });
}

async function readFavours(app: App): Promise<Favour[]> {
  const since = new Date(app.clock.now().getTime() - DAYS * 86_400_000);
  const told = [];
  for (const { of, read } of app.find(favoursPort) ?? []) told.push({ of, favours: await read(app, since) });
  return togetherOf(told);
}

function said(one: Favour & { expected?: number }): string {
  const chance =
    one.expected === undefined ? '' : `; about ${Math.max(1, Math.round(one.expected))} would be chance`;
  return `${wordsOf(one)} from one to the other in ${DAYS} days${chance}`;
}

async function point(
  app: App,
  kind: SignView['kind'],
  members: string[],
  found: { favours: readonly (Favour & { expected?: number })[]; why?: string },
): Promise<void> {
  const why = [...(found.why === undefined ? [] : [found.why]), ...found.favours.map(said)];
  const favours = found.favours.map(({ from, to, n, expected, of = {} }) => ({
    from,
    to,
    n,
    of,
    expected: expected ?? null,
  }));
  await upsertSign(app, { id: newId('msg'), kind, members, why, favours });
}

/** What was pointed out and not dismissed. */
export async function readSigns(app: App): Promise<SignView[]> {
  const rows = await selectSigns(app);
  const person = await peopleOf(app, [...new Set(rows.flatMap(({ members }) => members))]);
  return rows.map(({ firstAt, lastAt, members, ...row }) => ({
    ...row,
    members: members.flatMap((id) => person(id) ?? []),
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}

export async function dismissSign(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await dismiss(app, id, actor.name))) throw moderationErrors('moderation.no_sign');
    await audit(app, actor, { action: 'moderation.sign_dismissed', subject: id });
  });
}
