import type { App } from '#platform/app/index.ts';
import { selectRatingOfAsk } from './ratings-store.ts';
import type { SatisfactionSettings } from './schema.ts';
import { type AskRow, selectByToken, selectSettings } from './store.ts';

/** The question behind a link with what was answered; undefined where the link expired or never was. */
export async function askBehind(
  app: App,
  token: string,
): Promise<{ ask: AskRow; settings: SatisfactionSettings; rating: number | null } | undefined> {
  const ask = await selectByToken(app, app.secrets.hash(token), false);
  if (!ask) return undefined;
  const rating = ask.state === 'answered' ? await selectRatingOfAsk(app, ask.id) : undefined;
  return { ask, settings: await selectSettings(app), rating: rating?.rating ?? null };
}
