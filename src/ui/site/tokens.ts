import { readable } from './colours.ts';
import { type Font, PAPERS, paperOf, type SiteLook } from './look.ts';

const STACKS: Readonly<Record<Font, string>> = {
  system: 'system-ui,sans-serif',
  humanist: 'Seravek,"Gill Sans Nova",Ubuntu,Calibri,"DejaVu Sans",source-sans-pro,sans-serif',
  geometric: 'Avenir,Montserrat,Corbel,"URW Gothic",source-sans-pro,sans-serif',
  rounded: 'ui-rounded,"Hiragino Maru Gothic ProN",Quicksand,Comfortaa,Manjari,"Arial Rounded MT",sans-serif',
  serif: '"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,serif',
  slab: 'Rockwell,"Rockwell Nova","Roboto Slab","DejaVu Serif","Sitka Small",serif',
  mono: 'ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace',
};
const CORNERS = { square: '0px', soft: '8px', round: '16px' };
/** Room above and below a row of a list, and at the head of a page. */
const ROOMS = { compact: ['7px', '20px'], usual: ['12px', '32px'], roomy: ['18px', '48px'] };
const SCHEMES = { both: 'light dark', light: 'light', dark: 'dark' };

/** What `:root` says of a look: colours in which everything can be read, type, corners, room, and the company's own properties behind ours. */
export function tokensOf(look: SiteLook): string {
  const soft = paperOf(look, '--soft');
  const light = readable(look.colour, soft);
  const dark = readable(look.darkColour ?? look.colour, soft);
  const [row, top] = ROOMS[look.density];
  const told: [string, string][] = [
    ...Object.keys(PAPERS).map((name): [string, string] => [name, pair(...paperOf(look, name))]),
    ['--brand', pair(light.light, dark.dark)],
    ['--fill', pair(light.fill, dark.fill)],
    ['--on', pair(light.onFill, dark.onFill)],
    ['--font', STACKS[look.font]],
    ['--heading-font', STACKS[look.headings ?? look.font]],
    ['--corner', CORNERS[look.corners]],
    ['--row', row!],
    ['--top', top!],
    ['--page', '1040px'],
    ['--text-size', '17px'],
    ...look.variables
      .filter(({ name }) => !(name in PAPERS))
      .map((one): [string, string] => [one.name, one.dark === null ? one.light : pair(one.light, one.dark)]),
  ];
  return `:root{color-scheme:${SCHEMES[look.scheme]};${told.map(([name, value]) => `${name}:${value}`).join(';')}}`;
}

const pair = (light: string, dark: string): string =>
  light === dark ? light : `light-dark(${light},${dark})`;
