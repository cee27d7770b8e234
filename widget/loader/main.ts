/** The script that a company puts on its pages. It needs nothing of the page but the right to run and to show one frame. */
import { createChat } from './chat.ts';
import { takeOver } from './commands.ts';
import type { Theme } from '../shared/protocol.ts';

const script = document.currentScript;
const isAlreadyHere = Boolean((window as { rapport?: { isLoaded?: boolean } }).rapport?.isLoaded);

if (script instanceof HTMLScriptElement && !isAlreadyHere) {
  const { widget, language, theme } = script.dataset;
  if (widget) {
    const chat = createChat({
      widget,
      address: new URL(script.src).origin,
      settings: { ...(language && { language }), ...(theme && { theme: theme as Theme }) },
    });
    takeOver(window, chat);
    chat.begin();
  } else console.warn('rapport: the script has no data-widget, so there is no chat.');
}
