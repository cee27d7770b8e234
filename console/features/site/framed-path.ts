const DESK = 1120;

/** How much smaller a page of a desk is drawn, so that it has its width in so many pixels. */
export const scaleFor = (room: number): number => (room <= 0 ? 1 : Math.min(1, Math.max(0.3, room / DESK)));

/** The address of a page in a look that is tried. */
export function framedPath(path: string, draft: string, scheme: 'light' | 'dark'): string {
  const [before = '', query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  asked.set('look', draft);
  asked.set('scheme', scheme);
  return `${before}?${asked.toString()}`;
}
