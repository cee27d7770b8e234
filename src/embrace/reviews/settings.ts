import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type ReviewSettings, reviewSettingsShape } from './schema.ts';
import { selectSettings, upsertSettings } from './settings-store.ts';
import './events.ts';

/** Whether and when buyers are asked. */
export async function readReviewSettings(app: App): Promise<ReviewSettings> {
  const { data } = reviewSettingsShape.safeParse((await selectSettings(app)) ?? {});
  return data ?? reviewSettingsShape.parse({});
}

export async function saveReviewSettings(app: App, actor: Actor, settings: ReviewSettings): Promise<void> {
  await app.db.transaction(async () => {
    await upsertSettings(app, settings);
    await audit(app, actor, { action: 'reviews.configured', subject: 'reviews', detail: { ...settings } });
    await app.bus.publish('review.changed', { productId: null });
  });
}
