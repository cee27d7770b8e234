import type { Actor, App } from '#platform/app/index.ts';
import { addDomain, listDomains, noteCheck, removeDomain } from '#people/domains/index.ts';

/** Of a company that does not exist: nobody has them, so they never lead here. */
const [NEW, OLD] = ['help.lumora.example', 'support.lumora.example'] as const;

/**
 * Addresses of the sample company's own: one that is not there yet, and one that was once and needs a look. That one only leads on, as
 * pages name what is live as their address.
 */
export async function nameAddresses(app: App, actor: Actor): Promise<void> {
  if ((await listDomains(app)).length > 0) return;
  await addDomain(app, actor, { host: NEW, parts: ['help'] });
  const old = await addDomain(app, actor, { host: OLD, parts: [] });
  await noteCheck(app, old, { problem: null, detail: null });
  await noteCheck(app, old, { problem: old.problem, detail: old.problemDetail });
}

export async function dropAddresses(app: App, actor: Actor): Promise<void> {
  for (const { id, host } of await listDomains(app))
    if (host === NEW || host === OLD) await removeDomain(app, actor, id);
}
