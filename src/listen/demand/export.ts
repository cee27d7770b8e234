import type { PictureView } from './schema.ts';

/** The areas of a picture as CSV, hidden counts hidden. Cells that a spreadsheet would take for formulas begin with an apostrophe. */
export function areasCsv({ areas }: PictureView): string {
  const head = [
    'country',
    'region',
    'area',
    'people',
    'expected',
    'sigma',
    'outlets',
    'outlets_short',
    'least_days_of_cover',
  ];
  const lines = areas.map(({ country, region, area, people, expected, sigma, outlets }) => {
    const cover = outlets.flatMap(({ daysOfCover }) => daysOfCover ?? []);
    return [
      country,
      region,
      area,
      people,
      expected,
      sigma,
      outlets.length,
      outlets.filter(({ isShort }) => isShort).length,
      cover.length === 0 ? null : Math.min(...cover),
    ];
  });
  return `${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text =
    typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
