import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { type ReviewSettings, reviewSettingsShape } from './schema.ts';
import './events.ts';

const stored = settingsRow('review_settings');

/** Whether and when buyers are asked. */
export async function readReviewSettings(app: App): Promise<ReviewSettings> {
  const { data } = reviewSettingsShape.safeParse((await stored.read(app)) ?? {});
  return data ?? reviewSettingsShape.parse({});
}

export async function saveReviewSettings(app: App, actor: Actor, settings: ReviewSettings): Promise<void> {
  await app.db.transaction(async () => {
    await stored.write(app, settings);
    await audit(app, actor, { action: 'reviews.configured', subject: 'reviews', detail: { ...settings } });
    await app.bus.publish('review.changed', { productId: null });
  });
}
