import { createHash } from 'node:crypto';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import type { ConnectInput } from '#connectors/kit/index.ts';
import { brandErrors } from '../errors.ts';
import { keepSignIn, takeSignIn } from '../sign-in-store.ts';
import { type AccountView, accountBefore, connectAccount, connectorOf } from './accounts.ts';

const MINUTES = 15;
type Input = Omit<ConnectInput, 'grant' | 'before'> & { network: string };

/**
 * Where somebody signs in for an account instead of typing its password (OAuth 2 with PKCE). What was typed is kept sealed until he comes
 * back. `memo` is told again then. Throws `account.no_sign_in`, or what the connector says.
 */
export async function beginSignIn(
  app: App,
  actor: Actor,
  { memo, ...input }: Input & { memo: string },
): Promise<{ url: string }> {
  const { network } = input;
  const connector = connectorOf(app, network);
  if (!connector.signInAddress) throw brandErrors('account.no_sign_in', { network });
  const [verifier, state] = [newSecret(32), newSecret(24)];
  const asked = { redirectUri: `${app.config.publicUrl}/settings/accounts`, state };
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const before = await accountBefore(app, input);
  const url = connector.signInAddress({ ...input, before }, { ...asked, challenge });
  const kept = JSON.stringify({ input, memo, verifier, redirectUri: asked.redirectUri });
  const stateHash = app.secrets.hash(state);
  await app.db.transaction(async () => {
    const sealed = app.secrets.seal(kept, sealedAs(stateHash));
    await keepSignIn(app, { stateHash, userId: actor.id, sealed, minutes: MINUTES });
    const detail = { network, handle: input.identifier };
    await audit(app, actor, { action: 'account.sign_in_begun', subject: network, detail });
  });
  return { url };
}

/** Connects the account with what the provider gave. Throws `account.sign_in_over`, or what connecting throws. */
export async function finishSignIn(
  app: App,
  actor: Actor,
  { state, code }: { state: string; code: string },
): Promise<{ account: AccountView; memo: string }> {
  const stateHash = app.secrets.hash(state);
  const sealed = await takeSignIn(app, stateHash, actor.id);
  if (sealed === undefined) throw brandErrors('account.sign_in_over');
  const { input, memo, verifier, redirectUri } = JSON.parse(
    app.secrets.open(sealed, sealedAs(stateHash)),
  ) as {
    input: Input;
    memo: string;
    verifier: string;
    redirectUri: string;
  };
  const account = await connectAccount(app, actor, { ...input, grant: { code, verifier, redirectUri } });
  return { account, memo };
}

const sealedAs = (stateHash: string): string => `brand-sign-in:${stateHash}`;
