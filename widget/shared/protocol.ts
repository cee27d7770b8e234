/** What the script on the company's page and the frame say to each other by `postMessage`, after both have checked the other's origin. */

export type Theme = 'auto' | 'light' | 'dark';

export interface Page {
  url: string;
  title: string;
}

/** Settings that the page may change at any time; what is absent stays as it is. */
export interface Settings {
  language?: string;
  page?: Page;
  theme?: Theme;
}

export type ToFrame =
  | { type: 'start'; settings: Settings; identity?: string }
  | { type: 'panel'; isOpen: boolean; isFull: boolean; page: Page }
  | { type: 'identify'; identity: string }
  | { type: 'set'; settings: Settings }
  | { type: 'shutdown' };

/** How the launcher looks and what it is called; the frame decides, because it has the texts and the company's colour. */
export interface Look {
  name: string;
  fill: string;
  ink: string;
  isAtStart: boolean;
  isRightToLeft: boolean;
  labels: { open: string; close: string; panel: string };
}

export type ToHost =
  | { type: 'hello' }
  | { type: 'ready'; look: Look }
  | { type: 'unread'; count: number; label: string }
  | { type: 'said'; from: 'visitor' | 'agent' | 'system' }
  | { type: 'close' }
  | { type: 'gone' };

/** Other scripts send messages, too; ours carry this mark. */
const MARK = 'rapport.chat';

export function wrap<T extends ToFrame | ToHost>(message: T): T & { mark: string } {
  return { ...message, mark: MARK };
}

/** The message, or null when it is none of ours. Both ends are built together, so the mark and the type decide. */
export function unwrap<T extends ToFrame | ToHost>(data: unknown): T | null {
  if (typeof data !== 'object' || data === null) return null;
  const { mark, type } = data as { mark?: unknown; type?: unknown };
  return mark === MARK && typeof type === 'string' ? (data as T) : null;
}
