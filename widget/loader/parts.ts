import { icon, STYLE } from './style.ts';

export interface Parts {
  host: HTMLElement;
  launcher: HTMLButtonElement;
  badge: HTMLElement;
  news: HTMLElement;
  dialog: HTMLDialogElement;
  frame: HTMLIFrameElement;
}

/**
 * Launcher and frame, in a shadow root so that the page's styles do not reach them. Styles come as a constructed sheet and nodes one by
 * one: neither an inline style nor a string of HTML, which strict policies and Trusted Types forbid.
 */
export function buildParts(address: string): Parts {
  const host = document.createElement('rapport-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const launcher = document.createElement('button');
  const badge = document.createElement('span');
  const news = document.createElement('span');
  const dialog = document.createElement('dialog');
  const frame = document.createElement('iframe');
  launcher.type = 'button';
  launcher.hidden = true;
  launcher.className = 'launcher';
  badge.className = 'badge';
  badge.hidden = true;
  news.className = 'news';
  news.setAttribute('role', 'status');
  launcher.append(icon('talk'), icon('close'), badge);
  frame.src = address;
  frame.allow = 'clipboard-write';
  dialog.append(frame);
  root.append(launcher, dialog, news);
  document.body.append(host);
  return { host, launcher, badge, news, dialog, frame };
}
