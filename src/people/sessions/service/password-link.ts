import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { signInOf } from './sign-in.ts';

const HOURS = 24;

/** A link with which this user chooses a new password, once, within 24 hours. Who may ask for it is the caller's business. */
export async function newPasswordLink(app: App, userId: string): Promise<{ link: string; expiresAt: Date }> {
  const token = newSecret();
  const expiresAt = new Date(app.clock.now().getTime() + HOURS * 3_600_000);
  const { internalAdapter } = await (await signInOf(app)).$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt,
  });
  return { link: `${app.config.publicUrl}/sign-in#reset=${token}`, expiresAt };
}
