import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { type Found, lookAt } from './check.ts';
import { type Part, readHost } from './domain.ts';
import { domainErrors } from './errors.ts';
import { knownDomains, readAgain } from './known.ts';
import type { DomainView } from './schema.ts';
import {
  deleteDomain,
  type DomainRow,
  insertDomain,
  lockDomain,
  selectDomains,
  updateParts,
  writeCheck,
} from './store.ts';
import './events.ts';

const MOST = 20;

export const mainHost = (app: App): string => new URL(app.config.publicUrl).host;

export async function listDomains(app: App): Promise<DomainView[]> {
  return (await selectDomains(app)).map(viewOf);
}

/** Adds an address; it counts once a check finds that it leads here. Throws `domain.host_invalid`, `domain.host_taken`, `domain.part_taken`. */
export async function addDomain(
  app: App,
  actor: Actor,
  wish: { host: string; parts: readonly Part[] },
): Promise<DomainView> {
  const host = readHost(wish.host);
  if (host === undefined) throw domainErrors('domain.host_invalid', { host: wish.host.slice(0, 80) });
  if (host === mainHost(app)) throw domainErrors('domain.host_main', { host });
  const id = newId('dom');
  await changing(app, host, async () => {
    if ((await selectDomains(app)).length >= MOST) throw domainErrors('domain.too_many', { most: MOST });
    await insertDomain(app, { id, host, parts: [...wish.parts], token: newSecret() });
    await audit(app, actor, { action: 'domain.added', subject: id, detail: { host, parts: wish.parts } });
  });
  return checkDomain(app, id);
}

/** Gives an address other parts. Throws `domain.not_found`, `domain.part_taken`. */
export async function changeParts(
  app: App,
  actor: Actor,
  id: string,
  parts: readonly Part[],
): Promise<DomainView> {
  let host = '';
  await changing(app, '', async () => {
    ({ host } = found(await lockDomain(app, id)));
    await updateParts(app, id, parts);
    await audit(app, actor, { action: 'domain.changed', subject: id, detail: { host, parts } });
  });
  return viewOf(found(knownDomains(app).find((one) => one.id === id)));
}

/** Looks whether the address leads here now, outside of any transaction. Throws `domain.not_found`. */
export async function checkDomain(app: App, id: string): Promise<DomainView> {
  const domain = found((await selectDomains(app)).find((one) => one.id === id));
  return noteCheck(app, domain, await lookAt(app, domain));
}

/** Notes what a look at an address found; the first that finds nothing wrong makes it live. */
export async function noteCheck(
  app: App,
  { id, host }: Pick<DomainRow, 'id' | 'host'>,
  seen: Found,
): Promise<DomainView> {
  await changing(app, host, () => writeCheck(app, id, seen));
  return viewOf(found(knownDomains(app).find((one) => one.id === id)));
}

/** All pages that had the address have the main one again, at once. Throws `domain.not_found`. */
export async function removeDomain(app: App, actor: Actor, id: string): Promise<void> {
  await changing(app, '', async () => {
    const { host, parts } = found(await lockDomain(app, id));
    await deleteDomain(app, id);
    await audit(app, actor, { action: 'domain.removed', subject: id, detail: { host, parts } });
  });
}

/** Looks at all of them, one after the other. */
export async function checkAll(app: App, signal?: AbortSignal): Promise<void> {
  for (const { id } of await selectDomains(app)) {
    if (signal?.aborted) return;
    await checkDomain(app, id).catch((error: unknown) =>
      app.log.info({ err: error }, 'an address was not checked'),
    );
  }
}

/** A change that everybody hears of; this process knows it when it is done. */
async function changing(app: App, host: string, change: () => Promise<void>): Promise<void> {
  try {
    await app.db.transaction(async () => {
      await change();
      await app.bus.publish('domains.changed', {});
    });
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
    if (constraint === 'site_domains_host_key') throw domainErrors('domain.host_taken', { host });
    if (/^site_domains_(?:community|help)$/.test(constraint)) throw domainErrors('domain.part_taken');
    throw error;
  }
  await readAgain(app);
}

function found(row: DomainRow | undefined): DomainRow {
  if (!row) throw domainErrors('domain.not_found');
  return row;
}

const viewOf = ({
  id,
  host,
  parts,
  checkedAt,
  liveSince,
  problem,
  problemDetail,
}: DomainRow): DomainView => ({
  id,
  host,
  parts,
  problem,
  problemDetail,
  checkedAt: checkedAt?.toISOString() ?? null,
  liveSince: liveSince?.toISOString() ?? null,
});
