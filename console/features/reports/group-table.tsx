import { Download, TrendingUp } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { downloadCsv } from '../../components/charts/download.ts';
import { fileName } from '../../components/charts/table.ts';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import type { Behind, Group, ReportRow } from './types.ts';
import { changeOf, number, percent, span } from './figures.ts';
import { aboutKind, rowName } from './words.ts';

interface GroupTableProps {
  group: Group;
  rows: readonly ReportRow[];
  onOpen(behind: Behind): void;
  /** Only the first ten rows. */
  isShort?: boolean;
}

/** Figures by one thing, beside what they were. */
export function GroupTable({ group, rows, onOpen, isShort = false }: GroupTableProps) {
  const title = t(`reports.by.${group}`);
  const shown = isShort ? rows.slice(0, 10) : rows;
  return (
    <Section title={title} actions={<Save group={group} title={title} rows={rows} />}>
      <div className="report-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{title}</span>
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`reports.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} group={group} row={row} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const COLUMNS = ['contacts', 'answeredShare', 'medianAnswer', 'solved', 'satisfiedShare'] as const;

function Row({ group, row, onOpen }: { group: Group; row: ReportRow; onOpen(behind: Behind): void }) {
  const { now, before, isRising, key } = row;
  const name = rowName(group, row);
  const open = (what: string) => onOpen({ title: name, by: group, key, what });
  const change = changeOf(now.contacts, before.contacts);
  return (
    <tr>
      <th scope="row">
        {name}
        {group === 'about' && <span className="faint"> {aboutKind(key)}</span>}
        {isRising && (
          <Badge icon={TrendingUp} tone="warn">
            {t('reports.rising')}
          </Badge>
        )}
      </th>
      <td className="number figures">
        <Opens count={now.contacts} onOpen={() => open('contacts')} />
        <span className="faint report-change">{change ?? ''}</span>
      </td>
      <td className="number figures">{percent(now.answeredShare)}</td>
      <td className="number figures">{span(now.medianAnswer)}</td>
      <td className="number figures">
        <Opens count={now.solved} onOpen={() => open('solved')} />
      </td>
      <td className="number figures">
        {now.satisfiedShare === null ? (
          '–'
        ) : (
          <button type="button" className="link-number" onClick={() => open('rated')}>
            {percent(now.satisfiedShare)}
          </button>
        )}
      </td>
    </tr>
  );
}

export function Opens({ count, onOpen }: { count: number; onOpen(): void }) {
  if (count === 0) return '0';
  return (
    <button type="button" className="link-number" onClick={onOpen}>
      {number(count)}
      <span className="visually-hidden"> {t('reports.open')}</span>
    </button>
  );
}

function Save({ group, title, rows }: { group: Group; title: string; rows: readonly ReportRow[] }) {
  const save = () =>
    downloadCsv(fileName([t('reports.title'), title], 'csv'), {
      columns: [title, ...COLUMNS.map((column) => t(`reports.${column}`)), t('reports.before')],
      rows: rows.map((row) => ({
        cells: [
          rowName(group, row),
          row.now.contacts,
          percent(row.now.answeredShare),
          row.now.medianAnswer,
          row.now.solved,
          percent(row.now.satisfiedShare),
          row.before.contacts,
        ],
      })),
    });
  return (
    <Button
      size="s"
      variant="ghost"
      icon={Download}
      onClick={save}
      aria-label={`${title}, ${t('reports.csv')}`}
    >
      {t('reports.csv')}
    </Button>
  );
}
