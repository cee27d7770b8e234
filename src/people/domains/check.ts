import type { App } from '#platform/app/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { originOfDomain } from './known.ts';
import type { DomainRow, Problem } from './store.ts';

/** Where an address says that it leads here. */
export const PROOF_PATH = '/.well-known/rapport-domain';
const LIMITS = { timeoutMs: 10_000, maxBytes: 4096 };

export interface Found {
  problem: Problem | null;
  detail: string | null;
}

/** Asks the address, as a browser would, whether it leads here. Redirects are somebody else's answer. */
export async function lookAt(app: App, domain: DomainRow): Promise<Found> {
  try {
    const answer = await app.outward.fetch(`${originOfDomain(app, domain)}${PROOF_PATH}`, {
      ...LIMITS,
      redirect: 'manual',
    });
    const said = Buffer.from(answer.body).toString().trim();
    return answer.status === 200 && said === domain.token
      ? { problem: null, detail: null }
      : { problem: 'elsewhere', detail: `${domain.host} answered ${answer.status}` };
  } catch (error) {
    const isPrivate = error instanceof AppError && error.code === 'outward.address_forbidden';
    return { problem: isPrivate ? 'private' : 'unreachable', detail: messageOf(error).slice(0, 300) };
  }
}
