import { resolved } from './colours.ts';
import { type ChartTable, csvOf } from './table.ts';

const SCALE = 2;
const WIDTH = 900;
const ROW = 26;
const MOST_ROWS = 30;

/** Hands a file to the browser. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function downloadCsv(name: string, table: ChartTable): void {
  download(name, new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
}

/** A picture with title and caption: of the chart where it is drawn on a canvas, else of the table with bars. */
export async function downloadPng(
  name: string,
  panel: HTMLElement,
  words: { title: string; caption: string },
  table: ChartTable,
): Promise<void> {
  const drawn = panel.querySelector('canvas');
  const rows = table.rows.slice(0, MOST_ROWS);
  const body = drawn ? (drawn.height / drawn.width) * (WIDTH - 48) : rows.length * ROW;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * SCALE;
  canvas.height = (body + 104) * SCALE;
  const pen = canvas.getContext('2d')!;
  const colour = (token: string) => resolved(panel, token);
  pen.scale(SCALE, SCALE);
  pen.fillStyle = colour('--surface');
  pen.fillRect(0, 0, WIDTH, body + 104);
  const font = getComputedStyle(panel).fontFamily;
  write(pen, words.title, 24, 34, `600 18px ${font}`, colour('--text'));
  write(pen, words.caption, 24, 56, `12px ${font}`, colour('--text-muted'));
  if (drawn) pen.drawImage(drawn, 24, 76, WIDTH - 48, body);
  else drawRows(pen, rows, font, colour);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob) download(name, blob);
}

function drawRows(
  pen: CanvasRenderingContext2D,
  rows: ChartTable['rows'],
  font: string,
  colour: (token: string) => string,
): void {
  const numbers = rows.map((row) => row.cells.find((cell) => typeof cell === 'number') ?? 0);
  const most = Math.max(1, ...numbers);
  for (const [index, row] of rows.entries()) {
    const y = 76 + index * ROW;
    pen.fillStyle = colour('--accent-soft');
    pen.fillRect(300, y, (numbers[index]! / most) * (WIDTH - 400), ROW - 6);
    write(pen, String(row.cells[0] ?? '').slice(0, 42), 24, y + 15, `13px ${font}`, colour('--text'));
    write(pen, String(numbers[index]), WIDTH - 84, y + 15, `13px ${font}`, colour('--text'));
  }
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  font: string,
  colour: string,
): void {
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, x, y, WIDTH - x - 16);
}
