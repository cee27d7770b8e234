import type { MayMessage, OwnAccount } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import { findAccount, writeMessages, writeState } from '../store.ts';
import { accountsChanged } from './remembered.ts';

/** Key of the notice that an account is refused. */
export function noticeKey(id: string): string {
  return `account-refused:${id}`;
}

/** The network no longer takes the credentials: shown at the account, and told to the owners once. */
export async function accountRefused(app: App, id: string, problem: string): Promise<void> {
  const account = await findAccount(app, id);
  if (!account) return;
  const text = problem.slice(0, 1000);
  await app.db.transaction(async () => {
    if (!(await writeState(app, id, 'refused', text))) return;
    await addNotice(app, {
      to: 'owners',
      level: 'error',
      title: `@${account.handle} was refused by ${account.network}`,
      text: `${text} Until then nothing is read or sent with it. Nothing is lost: reading goes on where it stopped, and replies wait until the account is connected again.`,
      link: '/settings/accounts',
      key: noticeKey(id),
    });
    await accountsChanged(app, account.network);
  });
}

/** The network took the credentials (again). */
export async function accountWorks(app: App, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const account = await findAccount(app, id);
    if (!account || !(await writeState(app, id, 'connected', null))) return;
    await resolveNotice(app, noticeKey(id));
    await accountsChanged(app, account.network);
  });
}

/** Whether the network lets us see the direct messages of the account: shown where accounts are. */
export async function accountMayMessage(
  app: App,
  { id, network }: Pick<OwnAccount, 'id' | 'network'>,
  may: MayMessage,
): Promise<void> {
  await app.db.transaction(async () => {
    if (await writeMessages(app, id, may)) await accountsChanged(app, network);
  });
}
