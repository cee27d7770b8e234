import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Brake } from './domain.ts';
import { saveBrake, selectBrake } from './settings-store.ts';

export const showBrake = (app: App): Promise<Brake> => selectBrake(app);

/** Answers the limits as they are now. */
export async function changeBrake(app: App, actor: Actor, brake: Brake): Promise<Brake> {
  await app.db.transaction(async () => {
    const before = await selectBrake(app);
    await saveBrake(app, brake);
    await audit(app, actor, {
      action: 'inbox.flood.limits',
      subject: 'floods',
      detail: { before, after: brake },
    });
  });
  return selectBrake(app);
}
