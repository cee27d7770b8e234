import type { Actor, App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { readRows } from '#respond/inbox/index.ts';
import { wordsFor } from './act.ts';
import { wordsOf } from './domain.ts';
import { namesFor } from './names.ts';
import type { MacroPreview } from './schema.ts';
import { fitting, readMacro } from './service.ts';

/** So many conversations are looked at closely; the rest is only counted. */
const SHOWN = 20;

/** What a macro would do to conversations; nothing is done. Throws `macro.not_found`. */
export async function previewMacro(
  app: App,
  actor: Actor,
  id: string,
  conversationIds: readonly string[],
): Promise<MacroPreview> {
  const macro = await readMacro(app, actor, id);
  const names = await namesFor(app, actor);
  const fits = await fitting(app, macro, conversationIds);
  const reply = macro.actions.find((action) => action.kind === 'reply');
  const rows = await readRows(app, conversationIds.slice(0, SHOWN));
  const items: MacroPreview['items'] = [];
  for (const { id: conversationId, author } of rows) {
    const item = {
      conversationId,
      customer: author.displayName ?? author.handle ?? '',
      text: null,
      problem: null,
    };
    if (!fits.has(conversationId)) items.push({ ...item, problem: 'It is not offered there.' });
    else if (!reply) items.push(item);
    else
      items.push(
        await wordsFor(app, actor, conversationId, reply, false).then(
          (text) => ({ ...item, text }),
          (error: unknown) => {
            if (!(error instanceof AppError)) throw error;
            return { ...item, problem: error.message };
          },
        ),
      );
  }
  return { does: macro.actions.map((action) => wordsOf(action, names)), fits: fits.size, items };
}
