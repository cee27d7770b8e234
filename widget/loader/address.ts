import type { Page, Settings } from '../shared/protocol.ts';

/** Address of the frame. It is told which page is around it; who may be that, the frame's own policy says. */
export function frameAddress(widget: string, address: string): string {
  const url = new URL('/chat/frame', address);
  url.searchParams.set('widget', widget);
  url.searchParams.set('origin', location.origin);
  return url.href;
}

/** The settings with what the page itself says where they are silent. */
export function started(settings: Settings): Settings {
  const language = settings.language ?? (document.documentElement.lang || navigator.language);
  return { ...settings, language, page: pageNow(settings) };
}

export function pageNow({ page }: Settings): Page {
  return page ?? { url: location.href, title: document.title };
}

/** After everything that the page itself needs. */
export function whenAtRest(work: () => void): void {
  const soon = () =>
    'requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 200);
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon, { once: true });
}
