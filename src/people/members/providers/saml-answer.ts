import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { memberErrors } from '../errors.ts';
import { openKept, sealKept } from './attempts.ts';
import { samlSaid } from './saml.ts';
import type { SamlProvider } from './schema.ts';
import { lockAttempt, proveAttempt } from './store.ts';

const keptShape = z.object({ requestId: z.string().min(1) });

/**
 * Keeps what an answer proves with the attempt that it belongs to, and answers a new secret that ends it: only the browser that brought the
 * answer learns it, and only the one that began has the cookie. So nobody ends a sign-in that somebody else was talked into. Throws `member.way_over` where there is none that waits, and what is wrong with the answer. */
export async function proveByAnswer(
  app: App,
  provider: SamlProvider,
  given: { relay: string; answer: string },
): Promise<string> {
  const hash = app.secrets.hash(given.relay);
  return app.db.transaction(async () => {
    const attempt = await lockAttempt(app, hash);
    if (!attempt || attempt.isProven || attempt.providerId !== provider.id)
      throw memberErrors('member.way_over');
    const { requestId } = keptShape.parse(openKept(app, attempt.sealed));
    const said = await samlSaid(app, provider, { answer: given.answer, requestId });
    const secret = newSecret();
    await proveAttempt(app, hash, { hash: app.secrets.hash(secret), sealed: sealKept(app, said) });
    return secret;
  });
}
