import { Download } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { downloadCsv } from '../../components/charts/download.ts';
import { fileName } from '../../components/charts/table.ts';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import '../../components/charts/charts.css';
import type { BehindAsked } from './behind-list.tsx';
import type { ReportView } from './types.ts';
import { percent } from './words.ts';

type By = 'byPolicy' | 'byTeam' | 'byNetwork' | 'byHour' | 'byDay';
type Line = ReportView[By][number];
const ASKED = { byPolicy: 'policy', byTeam: 'team', byNetwork: 'network', byHour: 'hour' } as const;

interface BreakdownProps {
  by: By;
  lines: readonly Line[];
  onOpen(asked: BehindAsked): void;
}

/** Kept and missed by one thing: a bar of both and their numbers, which open what is behind them. */
export function Breakdown({ by, lines, onOpen }: BreakdownProps) {
  const nameOf = (line: Line) =>
    by === 'byHour'
      ? `${line.key}:00`
      : by === 'byTeam' && line.key === ''
        ? t('promises.noTeam')
        : line.name;
  const most = Math.max(1, ...lines.map(({ kept, missed }) => kept + missed));
  const title = t(`promises.${by}`);
  const save = () =>
    downloadCsv(fileName([t('promises.title'), title], 'csv'), {
      columns: [title, t('promises.kept'), t('promises.missed'), t('promises.closed'), t('promises.share')],
      rows: lines.map((line) => ({
        cells: [
          nameOf(line),
          line.kept,
          line.missed,
          line.closed,
          percent(line.kept, line.kept + line.missed),
        ],
      })),
    });
  return (
    <Section
      title={title}
      actions={
        <Button size="s" variant="ghost" icon={Download} onClick={save}>
          CSV
        </Button>
      }
    >
      <ul className="promise-lines" aria-label={title} tabIndex={0}>
        {lines.map((line) => (
          <li key={line.key}>
            <span className="ellipsis">{nameOf(line)}</span>
            <span className="promise-bar" aria-hidden>
              <span className="promise-kept" style={{ width: `${(line.kept / most) * 100}%` }} />
              <span className="promise-missed" style={{ width: `${(line.missed / most) * 100}%` }} />
            </span>
            <span className="figures">{percent(line.kept, line.kept + line.missed)}</span>
            {(['kept', 'missed'] as const).map((outcome) => (
              <Count
                key={outcome}
                by={by}
                line={line}
                name={nameOf(line)}
                outcome={outcome}
                onOpen={onOpen}
              />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Count({
  by,
  line,
  name,
  outcome,
  onOpen,
}: Pick<BreakdownProps, 'by' | 'onOpen'> & { line: Line; name: string; outcome: 'kept' | 'missed' }) {
  const text = t(`promises.${outcome}.count`, { count: line[outcome] });
  const field = by === 'byDay' ? undefined : ASKED[by];
  if (line[outcome] === 0) return <span className="faint">{text}</span>;
  const asked = { title: name, outcome, ...(field ? { [field]: line.key } : { day: line.key }) };
  return (
    <button type="button" className="link-number" onClick={() => onOpen(asked)}>
      {text}
    </button>
  );
}
