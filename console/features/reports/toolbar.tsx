import { useQuery } from '@tanstack/react-query';
import { Select, TextField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { reportQueries } from './queries.ts';
import { AGAINST, type Against, type Asked, DAYS, daysOf, type ReportSearch } from './search.ts';
import { rowName, spokenName } from './words.ts';

interface ToolbarProps {
  search: ReportSearch;
  asked: Asked;
  now: Date;
  onChange(change: Partial<ReportSearch>): void;
}

const NONE = { from: undefined, to: undefined, days: undefined } as unknown as Partial<ReportSearch>;

/** Which days, compared with which, of which channel, team and language. */
export function Toolbar({ search, asked, now, onChange }: ToolbarProps) {
  const isCustom = search.from !== undefined && search.to !== undefined;
  return (
    <div className="report-toolbar">
      <Select
        aria-label={t('reports.period')}
        value={isCustom ? 'custom' : String(search.days ?? 28)}
        choices={[
          ...DAYS.map((count) => ({ value: String(count), label: t('reports.days', { count }) })),
          { value: 'custom', label: t('reports.custom') },
        ]}
        onChange={({ target: { value } }) => {
          const [from, to] = daysOf(search, now);
          onChange(value === 'custom' ? { from, to } : { ...NONE, days: Number(value) });
        }}
      />
      {isCustom && <Days search={search} names={['from', 'to']} onChange={onChange} />}
      <Select
        aria-label={t('reports.against')}
        value={search.against ?? 'previous'}
        choices={AGAINST.map((value) => ({ value, label: t(`reports.against.${value}`) }))}
        onChange={({ target: { value } }) => onChange({ against: value as Against })}
      />
      {search.against === 'custom' && (
        <Days search={search} names={['againstFrom', 'againstTo']} onChange={onChange} />
      )}
      <Filters search={search} asked={asked} onChange={onChange} />
    </div>
  );
}

function Days({
  search,
  names,
  onChange,
}: Pick<ToolbarProps, 'search' | 'onChange'> & {
  names: readonly ('from' | 'to' | 'againstFrom' | 'againstTo')[];
}) {
  return names.map((name) => (
    <TextField
      key={name}
      type="date"
      label={t(`reports.${name}`)}
      className="report-day"
      value={search[name] ?? ''}
      onChange={({ target: { value } }) => onChange({ [name]: value === '' ? undefined : value })}
    />
  ));
}

/** What can be chosen is what there was in these days without the filters. */
function Filters({ search, asked, onChange }: Omit<ToolbarProps, 'now'>) {
  const { from, to, zone } = asked;
  const { data } = useQuery(reportQueries.overview({ from, to, zone }));
  const choices = (group: 'network' | 'team' | 'language', nameOf: (key: string) => string) => [
    { value: '', label: t(`reports.${group}.all`) },
    ...(data?.by[group] ?? []).map(({ key }) => ({
      value: key === '' ? 'none' : key,
      label: nameOf(key),
    })),
  ];
  const teamName = (key: string) =>
    rowName(
      'team',
      data!.by.team.find((row) => row.key === key)!,
    );
  return (['network', 'team', 'language'] as const).map((group) => (
    <Select
      key={group}
      aria-label={t(`reports.${group}`)}
      value={search[group] ?? ''}
      choices={choices(group, { network: networkName, team: teamName, language: spokenName }[group])}
      onChange={({ target: { value } }) => onChange({ [group]: value === '' ? undefined : value })}
    />
  ));
}
