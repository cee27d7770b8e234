import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { auditLimitsOf, isTold } from '../domain/limits.ts';
import { countAttempt, findUserByEmail } from '../store/index.ts';

/**
 * Writes a refused sign-in into the audit log: of one network the first of an hour, the tenth, the hundredth; of all together at most
 * 200 an hour, and then one line that there were more. What was typed as an address is kept only when it is an account's: people type passwords there.
 */
export async function noteRefused(
  app: App,
  refused: { by: string; address: string; account: string | undefined; isLimited: boolean },
): Promise<void> {
  try {
    const { place, all } = auditLimitsOf(refused.address);
    const here = await countAttempt(app, app.secrets.hash(place.key), place.windowSeconds);
    if (!isTold(here.count)) return;
    const everywhere = await countAttempt(app, app.secrets.hash(all.key), all.windowSeconds);
    if (everywhere.count > all.max + 1) return;
    const user = await accountOf(app, refused.account);
    const isLast = everywhere.count > all.max;
    await audit(
      app,
      { ...systemActor, address: refused.address },
      {
        action: isLast ? 'session.refused_more' : 'session.refused',
        subject: isLast ? 'session' : (user?.id ?? 'unknown'),
        detail: isLast
          ? { perHour: all.max }
          : {
              by: refused.by,
              count: here.count,
              ...(user ? { account: user.email } : {}),
              ...(refused.isLimited ? { limited: true } : {}),
            },
      },
    );
  } catch (error) {
    // The refusal itself stands; only its line is missing.
    app.log.error({ reason: messageOf(error) }, 'a refused sign-in could not be written into the audit log');
  }
}

async function accountOf(app: App, account: string | undefined) {
  return account === undefined ? undefined : findUserByEmail(app, account.trim().toLowerCase());
}
