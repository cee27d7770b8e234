import { useEffect, useEffectEvent, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.ts';
import { shortNumber } from '../../format/number.ts';
import './charts.css';
import { resolved } from './colours.ts';
import { drawMarks, drawSpikes, NAME_LINE } from './draw-marks.ts';
import { aroundPoints, type Spike, type SpikePlace } from './spikes.ts';

export interface Line {
  label: string;
  /** One for each moment; null is a gap. */
  values: readonly (number | null)[];
  /** What the line adds to the ones below it, where lines are stacked: said instead of the value. */
  part?: readonly (number | null)[];
  /** Tokens. */
  stroke: string;
  fill?: string;
  isDashed?: boolean;
}

interface LineChartProps {
  /** Said to screen readers; the table has the numbers. */
  label: string;
  /** Seconds since 1970. */
  times: readonly number[];
  lines: readonly Line[];
  /** Moments with a name, drawn as upright lines. */
  marks?: readonly { time: number; name: string }[];
  /** Stretches that stood out: shaded, named, and opened by a click on their head. Whoever shows them lists them as links, too. */
  spikes?: readonly Spike[];
  onSpike?(id: string): void;
  /** What stands beside a moment when it is pointed at. */
  nameOf(index: number): string;
  onPick?(index: number): void;
  height?: number;
}

/** Lines over time from zero; gaps stay gaps. Each line is named at its end. */
export function LineChart(props: LineChartProps) {
  const { label, times, lines, marks = [], spikes = [], nameOf, onPick, onSpike, height = 200 } = props;
  const [heads, setHeads] = useState<readonly SpikePlace[]>([]);
  const place = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const pick = useEffectEvent((index: number) => onPick?.(index));
  const name = useEffectEvent(nameOf);
  // With another theme the colours are others, too.
  const key = JSON.stringify([times, lines, marks, spikes, theme]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const [moments, drawn, named, stood] = JSON.parse(key) as [
      number[],
      Line[],
      { time: number; name: string }[],
      Spike[],
    ];
    const say = (index: number | null | undefined) => {
      if (readout.current === null) return;
      readout.current.textContent =
        index === null || index === undefined
          ? ''
          : `${name(index)} · ${drawn.map((line) => `${line.label} ${said(line, index)}`).join(' · ')}`;
    };
    const keepHeads = (next: SpikePlace[]) =>
      setHeads((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    const plot = new uPlot(
      optionsOf(element, moments, drawn, height, {
        setCursor: [(at) => say(at.cursor.idx)],
        drawAxes: [(at) => keepHeads(drawSpikes(at, aroundPoints(stood, moments), pensOf(element)))],
        draw: [(at) => drawMarks(at, named, pensOf(element))],
      }),
      [moments, ...drawn.map((line) => line.values as number[])],
      element,
    );
    const click = () => {
      if (typeof plot.cursor.idx === 'number') pick(plot.cursor.idx);
    };
    plot.over.addEventListener('click', click);
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [key, height]);
  return (
    <figure className="line-chart">
      <ul className="chart-legend" aria-hidden>
        {lines.map((line) => (
          <li key={line.label}>
            <span
              className={line.isDashed ? 'chart-key chart-key-dashed' : 'chart-key'}
              style={{ color: `var(${line.stroke})` }}
            />
            {line.label}
          </li>
        ))}
      </ul>
      <div className="chart-stage">
        <div
          ref={place}
          role="img"
          aria-label={label}
          className={onPick ? 'chart-place chart-pickable' : 'chart-place'}
        />
        {/* One whose name is written lies above one that found no room. */}
        {heads
          .toSorted((a, b) => a.width - b.width)
          .map(({ id, start, end, at, width }) => (
            <button
              key={id}
              type="button"
              className="chart-spike"
              aria-hidden
              tabIndex={-1}
              title={spikes.find((spike) => spike.id === id)?.name}
              style={{
                left: Math.min(start, at),
                width: Math.max(end, at + width, start + 8) - Math.min(start, at),
                top: NAME_LINE,
              }}
              onClick={() => onSpike?.(id)}
            />
          ))}
      </div>
      <div ref={readout} className="chart-readout figures" aria-hidden />
    </figure>
  );
}

function optionsOf(
  element: HTMLElement,
  moments: readonly number[],
  lines: readonly Line[],
  height: number,
  hooks: uPlot.Hooks.Arrays,
): uPlot.Options {
  const colour = (token: string) => resolved(element, token);
  const [grid, text] = [colour('--line'), colour('--text-muted')];
  const { font } = pensOf(element);
  const isByDay = (moments[1] ?? DAY) - (moments[0] ?? 0) >= DAY - 2 * 3600;
  const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth || 300,
    height,
    legend: { show: false },
    padding: [12, 20, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (_, _min, most) => [0, niceTop(most)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 64,
        size: 28,
        ...(isByDay ? { incrs: [1, 2, 3, 4, 5, 7, 14, 28, 56, 112].map((days) => days * DAY) } : {}),
        values: (_, ticks) => ticks.map((tick) => axisText(tick, isByDay)),
      },
      {
        ...axis,
        size: 44,
        values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? shortNumber(tick) : '')),
      },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        stroke: colour(line.stroke),
        width: line.isDashed ? 1.5 : 2,
        ...(line.isDashed ? { dash: [4, 4] } : {}),
        ...(line.fill ? { fill: colour(line.fill) } : {}),
        points: { show: line.values.filter((value) => value !== null).length < 3 },
      })),
    ],
    hooks,
  };
}

function pensOf(element: HTMLElement) {
  const colour = (token: string) => resolved(element, token);
  return {
    text: colour('--text-faint'),
    spike: colour('--bad'),
    spikeFill: colour('--bad-soft'),
    font: `11px ${getComputedStyle(element).fontFamily}`,
  };
}

const DAY = 86_400;
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const hourFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Days by their date; hours by the clock, and midnight by its date. */
function axisText(seconds: number, isByDay: boolean): string {
  const at = new Date(seconds * 1000);
  return isByDay || (at.getHours() === 0 && at.getMinutes() === 0)
    ? dayFormat.format(at)
    : hourFormat.format(at);
}

function said(line: Line, index: number): string {
  const value = (line.part ?? line.values)[index];
  return value === null || value === undefined ? '–' : shortNumber(value);
}

/** Zero stays the base, also where nothing was said. */
function niceTop(most: number | null): number {
  return most === null || most <= 4 ? 4 : most * 1.08;
}
