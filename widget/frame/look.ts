import type { Look, Settings, Theme } from '../shared/protocol.ts';
import { isRightToLeft, nearestLanguage, type Say } from './messages/index.ts';
import type { Config } from './state/shapes.ts';
import { coloursOf } from './text/colours.ts';

/** Language, direction and the company's colour, on the frame's own page. Set through the style object, which no policy forbids. */
export function paintPage(language: string, { colour }: Config): void {
  const { fill, onFill, inkOnLight, inkOnDark } = coloursOf(colour);
  const root = document.documentElement;
  root.lang = nearestLanguage(language);
  root.dir = isRightToLeft(root.lang) ? 'rtl' : 'ltr';
  root.style.setProperty('--fill', fill);
  root.style.setProperty('--on-fill', onFill);
  root.style.setProperty('--ink-light', inkOnLight);
  root.style.setProperty('--ink-dark', inkOnDark);
}

/** How the launcher is to look and what it is called. */
export function lookOf(language: string, { colour, name, side }: Config, say: Say): Look {
  const { fill, onFill } = coloursOf(colour);
  return {
    name,
    fill,
    ink: onFill,
    isAtStart: side === 'start',
    isRightToLeft: isRightToLeft(nearestLanguage(language)),
    labels: { open: say('launcher.open'), close: say('launcher.close'), panel: say('panel', { name }) },
  };
}

let wanted: Theme | undefined;

/** Light or dark as the page wishes; with `auto`, or without a wish, as the visitor's system has it, also once that changes. */
export function setTheme({ theme }: Settings): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const isDark = wanted === 'auto' ? system.matches : wanted === 'dark';
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  if (wanted === undefined) system.addEventListener('change', paint);
  wanted = theme ?? wanted ?? 'auto';
  paint();
}
