import { shortNumber } from '../../format/number.ts';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { chartPaths, type ChartPoint, placeOf } from './chart-paths.ts';
import './alerts.css';

const SIZE = { width: 600, height: 140 };

interface AlertChartProps {
  points: readonly ChartPoint[];
  stepMinutes: number;
  /** Incidents to mark and name. */
  spans: readonly { from: string; to: string | null; label: string }[];
  label: string;
}

/** Posts over time from zero, with the band of what is usual and the incidents marked. The figures stand in words beside it. */
export function AlertChart({ points, stepMinutes, spans, label }: AlertChartProps) {
  const { counts, usual, band, most } = chartPaths(points, SIZE);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className="alert-chart">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        preserveAspectRatio="none"
      >
        {spans.map(({ from, to }) => (
          <Span
            key={from}
            from={placeOf(points, stepMinutes, from) ?? 0}
            to={to === null ? 1 : (placeOf(points, stepMinutes, to) ?? 1)}
          />
        ))}
        <path className="alert-chart-band" d={band} />
        <path className="alert-chart-usual" d={usual} />
        <path className="alert-chart-counts" d={counts} />
      </svg>
      <span className="alert-chart-most figures" aria-hidden>
        {shortNumber(Math.round(most))}
      </span>
      {spans.length === 1 && <SpanName points={points} stepMinutes={stepMinutes} span={spans[0]!} />}
      {first !== undefined && last !== undefined && (
        <figcaption className="alert-chart-ends figures">
          <span>{exactTime(first.at)}</span>
          <span>{exactTime(last.at)}</span>
        </figcaption>
      )}
      <div className="alert-chart-legend">
        <span className="alert-key-counts">{t('alerts.chart.posts', { minutes: String(stepMinutes) })}</span>
        {usual !== '' && <span className="alert-key-band">{t('alerts.chart.usual')}</span>}
        {spans.length > 0 && <span className="alert-key-span">{t('alerts.chart.incident')}</span>}
      </div>
    </figure>
  );
}

function Span({ from, to }: { from: number; to: number }) {
  const width = Math.max(2, (to - from) * SIZE.width);
  return <rect className="alert-chart-span" x={from * SIZE.width} width={width} y={0} height={SIZE.height} />;
}

function SpanName({
  points,
  stepMinutes,
  span,
}: Pick<AlertChartProps, 'points' | 'stepMinutes'> & { span: AlertChartProps['spans'][number] }) {
  const place = placeOf(points, stepMinutes, span.from) ?? 0;
  return (
    <span
      className="alert-chart-name"
      style={place < 0.6 ? { left: `${place * 100}%` } : { right: `${(1 - place) * 100}%` }}
    >
      {span.label}
    </span>
  );
}
