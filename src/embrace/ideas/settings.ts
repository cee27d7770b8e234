import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { ideasChanged } from './idea/listed.ts';
import { type IdeaSettings, ideaSettingsShape } from './schema.ts';

const stored = settingsRow('idea_settings');

/** How ideas are set up; what nobody said is as usual. */
export async function readIdeaSettings(app: App): Promise<IdeaSettings> {
  const { data } = ideaSettingsShape.safeParse((await stored.read(app)) ?? {});
  return data ?? ideaSettingsShape.parse({});
}

export async function saveIdeaSettings(app: App, actor: Actor, settings: IdeaSettings): Promise<void> {
  await app.db.transaction(async () => {
    await stored.write(app, settings);
    await audit(app, actor, { action: 'ideas.configured', subject: 'ideas', detail: { ...settings } });
    await ideasChanged(app);
  });
}
