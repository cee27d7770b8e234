import type { App } from '#platform/app/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { addWidgetFiles } from './widget-files.ts';
import { originsOf } from './widgets.ts';

/** The visitor's side of the chat, for the pages that its settings name. */
export async function addChatPages(app: App, server: HttpServer): Promise<void> {
  await addWidgetFiles(server, (widgetId) => originsOf(app, widgetId));
}
