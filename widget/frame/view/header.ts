import type { Config, Person } from '../state/shapes.ts';
import type { State } from '../state/state.ts';
import { minutesText } from '../text/figures.ts';
import { make, setClass, setText } from './dom.ts';
import { iconButton, type Kit, type Part } from './kit.ts';

/** Who is there, whether he is, and the way out. `askEnd` shows the question before the end. */
export function createHeader(kit: Kit, askEnd: () => void): Part {
  const { say, acts } = kit;
  const face = make('span', { class: 'face', 'aria-hidden': 'true' });
  const title = make('h1', { tabindex: '-1' });
  const status = make('p', { class: 'status' });
  const end = iconButton('leave', say('end'), askEnd);
  const close = iconButton('down', say('close'), acts.close);
  let shownFace = '';
  return {
    element: make('header', {}, face, make('div', { class: 'who' }, title, status), end, close),
    update(state) {
      const { config, agent, visit } = state;
      if (!config) return;
      setText(title, agent?.name ?? (config.texts.title || config.name));
      setText(status, agent ? config.name : statusText(kit, config));
      setClass(status, 'is-open', config.isOpen);
      end.hidden = !visit || visit.isEnded;
      const key = `${agent?.name} ${agent?.avatarUrl} ${config.name}`;
      if (key !== shownFace) face.replaceChildren(faceOf(agent ?? { name: config.name, avatarUrl: null }));
      shownFace = key;
    },
  };
}

function statusText({ say, clock, language }: Kit, config: Config): string {
  if (!config.isOpen)
    return config.opensAt ? say('status.until', { time: clock.soon(config.opensAt) }) : say('status.closed');
  return config.waitMinutes === null
    ? say('status.open')
    : say('status.wait', { time: minutesText(config.waitMinutes, language) });
}

/** The picture, or the first letter while there is none or it does not come. */
export function faceOf({ name, avatarUrl }: Person): Node {
  const letter = document.createTextNode(Array.from(name.trim())[0]?.toLocaleUpperCase() ?? '');
  if (avatarUrl === null) return letter;
  const picture = make('img', { src: avatarUrl, alt: '', referrerpolicy: 'no-referrer' });
  picture.addEventListener('error', () => picture.replaceWith(letter));
  return picture;
}

export function isQuiet({ isOnline, isReached }: State): boolean {
  return !isOnline || !isReached;
}
