import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { voiceErrors } from '../errors.ts';
import type { draftingInput, DraftingView } from './schema.ts';
import { type DraftingRow, putDrafting, selectDrafting, selectToday } from './store.ts';
import '../events.ts';

/** What the key is sealed for. */
export const SECRET_CONTEXT = 'voice:drafting';

export async function readDrafting(app: App): Promise<DraftingView> {
  const [{ secret, lastError, answeredAt, ...row }, today] = await Promise.all([
    selectDrafting(app),
    selectToday(app),
  ]);
  return {
    ...row,
    hasKey: secret !== null,
    problem: lastError,
    answeredAt: answeredAt?.toISOString() ?? null,
    today,
  };
}

/** Changes the set-up; an absent key stays, an empty one goes. Throws `voice.endpoint_incomplete`. */
export async function changeDrafting(
  app: App,
  actor: Actor,
  input: z.output<typeof draftingInput>,
): Promise<DraftingView> {
  const { key, ...rest } = input;
  if (rest.isOn && (rest.url === '' || rest.model === '')) throw voiceErrors('voice.endpoint_incomplete');
  await app.db.transaction(async () => {
    const before = await selectDrafting(app);
    const secret =
      key === undefined ? before.secret : key === '' ? null : app.secrets.seal(key, SECRET_CONTEXT);
    await putDrafting(app, { ...rest, secret });
    await audit(app, actor, {
      action: 'voice.drafting_changed',
      subject: 'voice',
      detail: { ...rest, keyChanged: key !== undefined },
    });
    await app.bus.publish('voice.changed', { what: 'drafting' });
  });
  return readDrafting(app);
}

/** Whether drafts can be asked for: `private` where the words may not leave. */
export async function draftingState(app: App, isPrivate: boolean): Promise<'on' | 'off' | 'private'> {
  const row = await selectDrafting(app);
  if (!isReady(row)) return 'off';
  return isPrivate && !row.sendsPrivate ? 'private' : 'on';
}

export function isReady({ isOn, url, model }: DraftingRow): boolean {
  return isOn && url !== '' && model !== '';
}
