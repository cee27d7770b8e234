import type { Settings } from '../shared/protocol.ts';

/** What a page can ask of its chat. */
export interface Chat {
  begin(): void;
  open(): void;
  close(): void;
  toggle(): void;
  identify(identity: string): void;
  set(settings: Settings): void;
  on(event: string, listener: Listener): void;
  shutdown(): void;
}

export type Listener = (detail?: unknown) => void;

export interface Commands {
  (command: string, ...args: unknown[]): void;
  /** Commands that were given before the script was there. */
  q?: ArrayLike<unknown>[];
  isLoaded?: boolean;
}

/** Puts the real `rapport()` in the place of the page's stub and does what was asked of that meanwhile, in order. */
export function takeOver(page: object, chat: Chat): void {
  const here = page as { rapport?: Commands };
  const waiting = here.rapport?.q ?? [];
  const commands: Commands = (command, ...args) => run(chat, command, args);
  commands.isLoaded = true;
  here.rapport = commands;
  for (const [command, ...args] of Array.from(waiting, (one) => Array.from(one)))
    run(chat, String(command), args);
}

/** A command that is unknown or lacks its value is named in the console, and never breaks the page. */
function run(chat: Chat, command: string, [first, second]: unknown[]): void {
  if (command === 'open' || command === 'close' || command === 'toggle' || command === 'shutdown')
    chat[command]();
  else if (command === 'identify' && typeof first === 'string') chat.identify(first);
  else if (command === 'set' && typeof first === 'object' && first) chat.set(settingsOf(first));
  else if (command === 'on' && typeof first === 'string' && typeof second === 'function')
    chat.on(first, second as Listener);
  else console.warn(`rapport: "${command}" is no command, or it lacks its value.`);
}

function settingsOf(given: object): Settings {
  const { language, page, theme } = given as Record<string, unknown>;
  const { url, title } = (page ?? {}) as Record<string, unknown>;
  return {
    ...(typeof language === 'string' && { language }),
    ...(typeof url === 'string' && { page: { url, title: typeof title === 'string' ? title : '' } }),
    ...((theme === 'light' || theme === 'dark' || theme === 'auto') && { theme }),
  };
}
