import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { takeTurn } from '#listen/intake/index.ts';
import { fillForm } from '#respond/forms/index.ts';
import { isAllowedPage, plainLanguage } from './domain.ts';
import { chatErrors } from './errors.ts';
import { enter, originOf } from './messages.ts';
import type { OfflineInput } from './schema.ts';
import { insertVisit, lockVisit } from './visits-store.ts';
import { openWidget, ownOrigin } from './widgets.ts';

/**
 * A message left while nobody was there: a conversation that is answered by mail. When this resolves it is stored; the same `clientId` again changes nothing. Who
 * wrote it is not proven, so it is a stranger's every time. Throws what `fillForm` does where something is asked with it.
 */
export async function leaveMessage(app: App, widgetId: string, input: OfflineInput): Promise<void> {
  const widget = await openWidget(app, widgetId);
  const { page } = input;
  if (page.url !== '' && !isAllowedPage(widget.settings.origins, ownOrigin(app), page.url))
    throw chatErrors('chat.origin', { origin: 'this page' });
  if (widget.settings.needsIdentity) throw chatErrors('chat.identity_needed');
  if (input.text.trim() === '') throw chatErrors('chat.empty');
  const filled = await fillForm(
    app,
    'letter',
    input.form ?? null,
    plainLanguage(input.language),
    widget.settings.formTypeIds,
  );
  await app.db.transaction(async () => {
    await takeTurn(app, [originOf(widgetId)]);
    const id = newId('visit');
    const isNew = await insertVisit(app, {
      id,
      widgetId,
      kind: 'offline',
      authorId: id,
      sub: null,
      name: input.name === '' ? null : input.name,
      mail: input.address,
      language: plainLanguage(input.language),
      pageUrl: page.url === '' ? null : page.url,
      pageTitle: page.url === '' ? null : page.title,
      clientKey: input.clientId,
    });
    if (!isNew) return;
    const visit = (await lockVisit(app, id))!;
    await enter(app, widgetId, visit, { text: input.text, files: [], clientId: input.clientId, filled });
    await audit(app, systemActor, { action: 'chat.message_left', subject: id, detail: { widgetId } });
  });
}
