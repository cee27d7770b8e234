import { startDeadline } from './deadline.ts';
import type { Dialler } from './dial.ts';
import { outwardErrors } from './errors.ts';
import { exchange, type Answer } from './exchange.ts';
import { MOST_REDIRECTS, nextHop, redirectAddress, type Hop } from './redirect.ts';
import { parseTarget, type Target } from './target.ts';
import type { OutwardRequest } from './types.ts';

/** What every request of one `Outward` shares. */
export interface Surroundings {
  dialler: Dialler;
  allow: ReadonlySet<string>;
  userAgent: string;
}

export interface FinalAnswer extends Answer {
  url: string;
  redirects: { status: number; url: string }[];
}

const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
const NOBODY: ReadonlySet<string> = new Set();

/** A request with everything that follows from it, inside one time limit. */
export async function request(
  around: Surroundings,
  address: string,
  asked: OutwardRequest,
): Promise<FinalAnswer> {
  let target = parseTarget(address, ['http:', 'https:'], asked.isForeign ? NOBODY : around.allow);
  const deadline = startDeadline(asked.timeoutMs ?? DEFAULT_TIMEOUT_MS, asked.signal);
  const limits = { maxBytes: asked.maxBytes ?? DEFAULT_MAX_BYTES, signal: deadline.signal };
  const redirects: FinalAnswer['redirects'] = [];
  let hop = firstHop(asked, around.userAgent);
  try {
    for (;;) {
      deadline.signal.throwIfAborted();
      const answer = await exchange(around.dialler, target, hop, limits);
      const final = { ...answer, url: target.url.href, redirects };
      const next = asked.redirect === 'manual' ? undefined : follow(around, target, hop, answer);
      if (!next) return final;
      redirects.push({ status: answer.status, url: next.target.url.href });
      if (redirects.length > MOST_REDIRECTS) {
        throw outwardErrors('outward.too_many_redirects', { host: target.host, limit: MOST_REDIRECTS });
      }
      ({ target, hop } = next);
    }
  } catch (error) {
    throw deadline.explain(error, target.host);
  } finally {
    deadline.clear();
  }
}

function firstHop(asked: OutwardRequest, userAgent: string): Hop {
  const headers = Object.entries(asked.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: (asked.method ?? 'GET').toUpperCase(),
    headers: { 'user-agent': userAgent, accept: '*/*', ...Object.fromEntries(headers) },
    body: asked.body,
  };
}

function follow(
  around: Surroundings,
  from: Target,
  hop: Hop,
  answer: Answer,
): { target: Target; hop: Hop } | undefined {
  const location = answer.headers.find(([name]) => name === 'location')?.[1];
  const address = redirectAddress(answer.status, location, from.url);
  if (address === undefined) return undefined;
  // The operator's allow-list is for what Rapport was asked for, not for where a stranger points.
  const target = parseTarget(address, ['http:', 'https:'], from.isAllowed ? around.allow : NOBODY);
  const next = nextHop(hop, answer.status, from, target);
  return next && { target, hop: next };
}
