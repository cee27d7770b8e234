import { timingSafeEqual } from 'node:crypto';
import type { App } from '#platform/app/index.ts';
import { API } from '#platform/http/index.ts';
import { fileErrors } from './errors.ts';

const SHORT_LIVED_MS = 3_600_000;

/**
 * An address under which anybody can open the file for an hour to two: for pages whose readers are not signed in. The same within an hour, so
 * that browsers keep what they have loaded.
 */
export function publicAddress(app: App, id: string, now: Date = app.clock.now()): string {
  const until = (Math.floor(now.getTime() / SHORT_LIVED_MS) + 2) * SHORT_LIVED_MS;
  return `${API}/files/${id}/shown?until=${until}&proof=${proofOf(app, id, until)}`;
}

/** Throws `file.address_over` unless the address is one of ours and still good. */
export function checkAddress(app: App, id: string, until: number, proof: string): void {
  const right = Buffer.from(proofOf(app, id, until));
  const given = Buffer.from(proof);
  const isOurs = right.length === given.length && timingSafeEqual(right, given);
  if (!isOurs || app.clock.now().getTime() > until) throw fileErrors('file.address_over');
}

function proofOf(app: App, id: string, until: number): string {
  return app.secrets.sign(`${id} ${until}`, 'file-address');
}
