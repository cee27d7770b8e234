import type { Panel, PanelKind } from './types.ts';

/** What a dashboard shows before anybody arranged one. */
export const FIRST_PANELS: readonly Panel[] = [
  { kind: 'figures', isWide: true },
  { kind: 'volume', isWide: true },
  { kind: 'sentiment', isWide: false },
  { kind: 'labels', isWide: false },
  { kind: 'emerging', isWide: false },
  { kind: 'share', isWide: false },
  { kind: 'talk', isWide: true },
  { kind: 'heat', isWide: true },
  { kind: 'words', isWide: false },
  { kind: 'authors', isWide: false },
  { kind: 'networks', isWide: false },
  { kind: 'languages', isWide: false },
  { kind: 'places', isWide: false },
  { kind: 'stream', isWide: false },
];

/** Every panel, in the order of the menu: one that is missing here does not compile. */
const MENU: Readonly<Record<PanelKind, true>> = {
  figures: true,
  volume: true,
  sentiment: true,
  share: true,
  networks: true,
  sources: true,
  languages: true,
  labels: true,
  places: true,
  heat: true,
  authorKinds: true,
  authors: true,
  sites: true,
  links: true,
  tags: true,
  words: true,
  emerging: true,
  talk: true,
  stream: true,
};

export const ALL_PANELS = Object.keys(MENU) as PanelKind[];

/** A panel moved to another's place; the others close up. */
export function movePanel(panels: readonly Panel[], kind: PanelKind, to: number): Panel[] {
  const from = panels.findIndex((panel) => panel.kind === kind);
  const target = Math.max(0, Math.min(panels.length - 1, to));
  if (from === -1 || from === target) return [...panels];
  const rest = panels.filter((panel) => panel.kind !== kind);
  return [...rest.slice(0, target), panels[from]!, ...rest.slice(target)];
}

export function addPanel(panels: readonly Panel[], kind: PanelKind): Panel[] {
  return panels.some((panel) => panel.kind === kind) ? [...panels] : [...panels, { kind, isWide: false }];
}

export function removePanel(panels: readonly Panel[], kind: PanelKind): Panel[] {
  return panels.filter((panel) => panel.kind !== kind);
}

export function widenPanel(panels: readonly Panel[], kind: PanelKind): Panel[] {
  return panels.map((panel) => (panel.kind === kind ? { ...panel, isWide: !panel.isWide } : panel));
}

/** Whether two arrangements look the same. */
export function isSame(a: readonly Panel[], b: readonly Panel[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
