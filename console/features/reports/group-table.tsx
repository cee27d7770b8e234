import { Download, TrendingUp } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { downloadCsv } from '../../components/charts/download.ts';
import { fileName } from '../../components/charts/table.ts';
import { Section } from '../../components/page.tsx';
import { Table, type TableRow } from '../../components/table.tsx';
import { changeOf, percent } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';
import type { Behind, Group, ReportRow } from './types.ts';
import { number } from './figures.ts';
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
      <Table
        label={title}
        columns={[{ label: title, isHidden: true }, ...COLUMNS.map((column) => t(`reports.${column}`))]}
        rows={shown.map((row) => cellsOf(group, row, onOpen))}
      />
    </Section>
  );
}

const COLUMNS = ['contacts', 'answeredShare', 'medianAnswer', 'solved', 'satisfiedShare'] as const;

function cellsOf(group: Group, row: ReportRow, onOpen: GroupTableProps['onOpen']): TableRow {
  const { now, before, isRising, key } = row;
  const name = rowName(group, row);
  const open = (what: string) => onOpen({ title: name, by: group, key, what });
  return {
    key,
    cells: [
      <>
        {name}
        {group === 'about' && <span className="faint"> {aboutKind(key)}</span>}{' '}
        {isRising && (
          <Badge icon={TrendingUp} tone="warn">
            {t('reports.rising')}
          </Badge>
        )}
      </>,
      <>
        <Opens count={now.contacts} onOpen={() => open('contacts')} />
        <span className="faint report-change">{changeOf(now.contacts, before.contacts) ?? ''}</span>
      </>,
      now.answeredShare === null ? (
        '–'
      ) : (
        <OpensText
          key="unanswered"
          text={percent(now.answeredShare)}
          onOpen={() =>
            onOpen({ title: `${name} ${t('reports.unanswered')}`, by: group, key, what: 'unanswered' })
          }
        />
      ),
      now.medianAnswer === null ? (
        '–'
      ) : (
        <OpensText key="answered" text={span(now.medianAnswer)} onOpen={() => open('answered')} />
      ),
      <Opens key="solved" count={now.solved} onOpen={() => open('solved')} />,
      now.satisfiedShare === null ? (
        '–'
      ) : (
        <OpensText key="rated" text={percent(now.satisfiedShare)} onOpen={() => open('rated')} />
      ),
    ],
  };
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

/** A share or a time that opens what it is of. */
export function OpensText({ text, onOpen }: { text: string; onOpen(): void }) {
  return (
    <button type="button" className="link-number" onClick={onOpen}>
      {text}
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
