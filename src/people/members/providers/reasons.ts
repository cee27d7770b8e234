import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { memberErrors } from '../errors.ts';
import type { Provider } from './schema.ts';

const CLOCK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
/** The provider does not know us, or not for this: only who set it up can help. */
const OURS = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'invalid_request',
  'unsupported_response_type',
  'incorrect_client_credentials',
  'redirect_uri_mismatch',
]);

/** Why a sign-in at a provider did not work, in words for whoever tried. The log has the rest. */
export function whyFailed(app: App, provider: Provider, error: unknown): AppError {
  const chain = chainOf(error);
  const own = chain.find((one) => one instanceof AppError);
  if (own?.code.startsWith('member.')) return own;
  const said = errorIn(chain);
  app.log.warn(
    { provider: provider.id, said, reasons: chain.map(reasonOf) },
    'a sign-in at a provider did not work',
  );
  const name = { provider: provider.name };
  if (own) return memberErrors('member.way_unreachable', name, error);
  if (said === 'access_denied') return memberErrors('member.way_denied', name, error);
  if (said !== undefined && OURS.has(said)) return memberErrors('member.way_unready', name, error);
  if (chain.some((one) => one instanceof ClientError && one.code === CLOCK))
    return memberErrors('member.way_clock', name, error);
  return memberErrors('member.way_refused', name, error);
}

const bodyShape = z.object({ body: z.object({ error: z.string().max(200) }) });

/** The name that a provider gives its refusal; some give it with a status that says that all is well. */
export function errorIn(chain: readonly Error[]): string | undefined {
  for (const one of chain) {
    if (one instanceof ResponseBodyError || one instanceof AuthorizationResponseError) return one.error;
    const { data } = bodyShape.safeParse(one.cause);
    if (data) return data.body.error;
  }
  return undefined;
}

/** Words of others are shown to nobody but the log, and there without signs for control. */
export function reasonOf(error: unknown): string {
  const code = error instanceof ClientError && error.code !== undefined ? `${error.code}: ` : '';
  return `${code}${messageOf(error)}`
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .slice(0, 300)
    .toWellFormed();
}

/** An error and what caused it, errors only: what else hangs on them may hold secrets. */
export function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  let one = error;
  while (one instanceof Error && chain.length < 6) {
    chain.push(one);
    one = one.cause;
  }
  return chain;
}
