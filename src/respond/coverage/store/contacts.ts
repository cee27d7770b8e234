import type { App } from '#platform/app/index.ts';

/** Adds contacts to their half hours; in one order, so that two transactions never wait for each other crosswise. */
export async function addContacts(
  app: App,
  contacts: readonly { slot: Date; network: string }[],
): Promise<void> {
  if (contacts.length === 0) return;
  await app.db.query(
    `insert into coverage_contacts as c (slot, network, contacts)
       select slot, network, count(*) from jsonb_to_recordset($1::jsonb) as d (slot timestamptz, network text) group by 1, 2 order by 1, 2
     on conflict (slot, network) do update set contacts = c.contacts + excluded.contacts`,
    [JSON.stringify(contacts)],
  );
}

export const selectContacts = (
  app: App,
  from: Date,
  to: Date,
): Promise<{ slot: Date; network: string; contacts: number }[]> =>
  app.db.query('select slot, network, contacts from coverage_contacts where slot >= $1 and slot < $2', [
    from,
    to,
  ]);

/** When contacts began to be counted; undefined before the first. */
export async function firstSlot(app: App): Promise<Date | undefined> {
  const [row] = await app.db.query<{ slot: Date | null }>('select min(slot) as slot from coverage_contacts');
  return row?.slot ?? undefined;
}

/** A network is gone for good, and what was counted of it. */
export async function deleteContactsOf(app: App, network: string): Promise<void> {
  await app.db.query('delete from coverage_contacts where network = $1', [network]);
}
