const PATHS = {
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M5 12l7-7 7 7',
  clip: 'm21 11-8.8 8.8a5.6 5.6 0 0 1-8-8L13 3a3.7 3.7 0 0 1 5.3 5.3l-8.8 8.7a1.9 1.9 0 0 1-2.7-2.7L14.6 6.6',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5ZM14 3v5h5',
  leave: 'M15 4h3a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3M10 17l-5-5 5-5M5 12h10',
  out: 'M14 4h6v6M20 4l-9 9M19 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  alert:
    'M12 8v5M12 16.5h.01M10.3 4 2.6 17.5A2 2 0 0 0 4.300 20.500h15.4a2 2 0 0 0 1.700-3L13.700 4a2 2 0 0 0-3.400 0Z',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
};

export type IconName = keyof typeof PATHS;

/** Decoration: what it means is always said in words, too. */
export function icon(name: IconName): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
