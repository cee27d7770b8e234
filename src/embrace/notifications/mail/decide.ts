import type { App } from '#platform/app/index.ts';
import { Failures } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { enqueueOut } from '#platform/outbox/index.ts';
import { languageOf, type Member, readCommunity, readMembers } from '#people/members/index.ts';
import { BEST } from '../ports.ts';
import { nextMailAt, periodOf } from './bound.ts';
import { type Exit, exitOf } from './mailbox.ts';
import { partsOf } from './parts.ts';
import { mailSoon } from './soon.ts';
import {
  deleteMail,
  insertMail,
  lockMails,
  type MailRow,
  type Rhythm,
  selectChosen,
  selectMadeSince,
  selectMail,
  selectStop,
  selectWaiting,
  takeInto,
  writeOut,
} from './store.ts';

/** Ends with the network, so that a suspension of mail holds it. */
export const CHANNEL = 'community.mail';
const AT_ONCE = 200;
const MOST_ITEMS = 50;

/** Whom mail can reach at all: he proved the address, and nothing that went there came back. */
async function reachable(
  app: App,
  memberId: string,
): Promise<{ member: Member; address: string } | undefined> {
  const member = (await readMembers(app, [memberId])).get(memberId);
  if (!member || member.mail === null || member.mailVerifiedAt === null) return undefined;
  if (member.state === 'suspended' || member.state === 'erased') return undefined;
  return (await selectStop(app, member.mail)) ? undefined : { member, address: member.mail };
}

/**
 * Makes mails of all that waits for a rhythm: the row, what it tells of and the row of the outbox in one transaction for each member. One that
 * fails keeps no other one waiting; the first failure is thrown at the end.
 */
export async function makeMails(app: App, rhythm: Rhythm, signal?: AbortSignal): Promise<number> {
  const exit = await exitOf(app);
  if (!exit || !(await readCommunity(app)).isOpen) return 0;
  const failures = new Failures();
  let made = 0;
  for (const list of listsOf(app, rhythm))
    for (let after = '', ids = ['']; ids.length > 0; after = ids.at(-1) ?? '') {
      if (signal?.aborted) return made;
      ids = await list(after);
      for (const id of ids) if (await failures.keep(makeMail(app, exit, id, rhythm))) made += 1;
    }
  failures.throwFirst();
  return made;
}

function listsOf(app: App, rhythm: Rhythm): ((after: string) => Promise<string[]>)[] {
  const waiting = (after: string) => selectWaiting(app, rhythm, after, AT_ONCE);
  if (rhythm === 'now') return [waiting];
  return [waiting, (after) => selectChosen(app, { kind: BEST, rhythm, after, limit: AT_ONCE })];
}

async function makeMail(app: App, exit: Exit, memberId: string, rhythm: Rhythm): Promise<boolean> {
  return app.db.transaction(async () => {
    await lockMails(app, memberId);
    const found = await reachable(app, memberId);
    if (!found) return false;
    const now = await app.db.now();
    if (rhythm === 'now') {
      const next = nextMailAt(await selectMadeSince(app, memberId, 24), now);
      if (next > now) {
        await mailSoon(app, next);
        return false;
      }
    }
    const period = rhythm === 'now' ? null : periodOf(rhythm, now);
    const mail = { id: newId('nml'), memberId, rhythm, period, address: found.address };
    if (!(await insertMail(app, mail))) return false;
    const taken = await takeInto(app, mail, MOST_ITEMS);
    const row = (await selectMail(app, { id: mail.id }))!;
    if (!(await hasSomethingToSay(app, row, found.member, taken))) {
      await deleteMail(app, mail.id);
      return false;
    }
    await leave(app, exit, row);
    return true;
  });
}

async function hasSomethingToSay(app: App, mail: MailRow, member: Member, taken: number): Promise<boolean> {
  if (mail.rhythm === 'now') return taken > 0;
  return (await partsOf(app, mail, member, await languageOf(app, member))).parts.length > 0;
}

async function leave(app: App, exit: Exit, mail: MailRow): Promise<void> {
  const out = await enqueueOut(app, {
    channel: CHANNEL,
    lane: exit.kind === 'mailbox' ? exit.account.id : 'server',
    key: mail.id,
    payload: { mailId: mail.id },
  });
  await writeOut(app, mail.id, out.id);
}
