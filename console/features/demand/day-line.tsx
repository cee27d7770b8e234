import { barsText, dayBarsOf, dayText } from './days.ts';

const STEP = 7;
const BAR = 5;
const HEIGHT = 32;

/** People on each of the latest days, from zero. A hidden day is a gap with a mark below it. */
export function DayLine({
  series,
  to,
  window,
}: {
  series: readonly (number | null)[];
  to: string;
  window: number;
}) {
  const bars = dayBarsOf(series, to, window);
  const width = bars.length * STEP;
  return (
    <svg
      className="day-line"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={barsText(bars)}
    >
      <line x1={0} x2={width} y1={HEIGHT - 3.5} y2={HEIGHT - 3.5} className="day-line-floor" />
      {bars.map((bar, index) => {
        const height = bar.people === 0 || bar.people === null ? 0 : Math.max(1, bar.height * (HEIGHT - 4));
        return (
          <g key={bar.day} data-window={bar.isInWindow || undefined}>
            {bar.people === null ? (
              <circle className="day-line-hidden" cx={index * STEP + BAR / 2 + 1} cy={HEIGHT - 7} r={1.5} />
            ) : (
              <rect
                className="day-line-bar"
                x={index * STEP + 1}
                y={HEIGHT - 4 - height}
                width={BAR}
                height={height}
              />
            )}
            <rect className="day-line-spot" x={index * STEP} y={0} width={STEP} height={HEIGHT}>
              <title>{dayText(bar)}</title>
            </rect>
          </g>
        );
      })}
    </svg>
  );
}
