/** System typefaces: nothing is loaded from anywhere. */
export const FONTS = ['system', 'humanist', 'geometric', 'rounded', 'serif', 'slab', 'mono'] as const;
export type Font = (typeof FONTS)[number];
export const SCHEMES = ['both', 'light', 'dark'] as const;
export const CORNERS = ['square', 'soft', 'round'] as const;
export const DENSITIES = ['compact', 'usual', 'roomy'] as const;

/** A custom property of the company's own. What is null in the dark is as in the light. */
export interface SiteVariable {
  name: string;
  light: string;
  dark: string | null;
}

/** How public pages look. Colours are `#2c56d4`. */
export interface SiteLook {
  colour: string;
  /** Of dark pages, where another one suits them. */
  darkColour: string | null;
  scheme: (typeof SCHEMES)[number];
  font: Font;
  /** Of headings; null: as everything else. */
  headings: Font | null;
  corners: (typeof CORNERS)[number];
  density: (typeof DENSITIES)[number];
  variables: readonly SiteVariable[];
}

export const USUAL_LOOK: SiteLook = {
  colour: '#2c56d4',
  darkColour: null,
  scheme: 'both',
  font: 'system',
  headings: null,
  corners: 'soft',
  density: 'usual',
  variables: [],
};

/** The tokens that a look may set by itself, light and dark. Their colours are `#rrggbb`, so that what stands on them can be reckoned. */
export const PAPERS: Readonly<Record<string, readonly [string, string]>> = {
  '--paper': ['#ffffff', '#17181b'],
  '--soft': ['#f6f6f8', '#1f2024'],
  '--text': ['#191a1e', '#ececef'],
  '--quiet': ['#50535b', '#abaeb7'],
  '--line': ['#dcdce2', '#34363c'],
};

/** A token of a look, light and dark. */
export function paperOf(look: Pick<SiteLook, 'variables'>, name: string): readonly [string, string] {
  const own = look.variables.find((one) => one.name === name);
  return own ? [own.light, own.dark ?? own.light] : PAPERS[name]!;
}
