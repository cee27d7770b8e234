import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { reportQueries } from './queries.ts';
import type { Asked, ReportSearch } from './search.ts';
import type { ReportMail } from './types.ts';
import { rowName, spokenName } from './words.ts';

interface MailProps {
  search: ReportSearch;
  asked: Asked;
}

/** The report by mail, with the filters that are chosen. */
export function MailButton(props: MailProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={Mail} onClick={() => setIsOpen(true)}>
        {t('reports.mail')}
      </Button>
      <SidePanel title={t('reports.mail.title')} isOpen={isOpen} onOpenChange={setIsOpen}>
        {isOpen && <MailPanel {...props} />}
      </SidePanel>
    </>
  );
}

function MailPanel({ search, asked }: MailProps) {
  const { data } = useQuery(reportQueries.mails());
  const nameOf = useFilterNames(asked);
  if (data === undefined) return null;
  return (
    <div className="stack">
      {data.canMail ? (
        <MailForm search={search} zone={asked.zone} nameOf={nameOf} />
      ) : (
        <Callout title={t('reports.mail.noMail')}>{t('reports.mail.noMail.text')}</Callout>
      )}
      {data.items.length > 0 && <OwnMails items={data.items} nameOf={nameOf} />}
    </div>
  );
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
type NameOf = (filters: Pick<ReportSearch, 'network' | 'team' | 'language'>) => string;

function MailForm({ search, zone, nameOf }: { search: ReportSearch; zone: string; nameOf: NameOf }) {
  const client = useQueryClient();
  const [every, setEvery] = useState<'day' | 'week'>('week');
  const [weekday, setWeekday] = useState('1');
  const [hour, setHour] = useState('8');
  const { network = null, team = null, language = null } = search;
  const add = useMutation({
    mutationFn: () =>
      api.post<ReportMail>('/reports/mails', {
        every,
        weekday: Number(weekday),
        hour: Number(hour),
        zone,
        network,
        team,
        language,
      }),
    onSuccess: async (mail) => {
      await client.invalidateQueries({ queryKey: ['reports', 'mails'] });
      showToast({ text: t('reports.mail.added', { when: whenOf(mail) }) });
    },
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="muted">{t('reports.mail.text', { of: nameOf(search) })}</p>
      <SelectField
        label={t('reports.mail.every')}
        value={every}
        choices={(['week', 'day'] as const).map((value) => ({
          value,
          label: t(`reports.mail.every.${value}`),
        }))}
        onChange={({ target: { value } }) => setEvery(value as 'day' | 'week')}
      />
      {every === 'week' && (
        <SelectField
          label={t('reports.mail.weekday')}
          value={weekday}
          choices={WEEKDAYS.map((value) => ({ value, label: weekdayName(Number(value)) }))}
          onChange={({ target: { value } }) => setWeekday(value)}
        />
      )}
      <SelectField
        label={t('reports.mail.hour')}
        hint={zone}
        value={hour}
        choices={HOURS.map((value) => ({ value, label: `${value.padStart(2, '0')}:00` }))}
        onChange={({ target: { value } }) => setHour(value)}
      />
      <Button type="submit" variant="primary" isBusy={add.isPending}>
        {t('reports.mail.add')}
      </Button>
    </form>
  );
}

function OwnMails({ items, nameOf }: { items: readonly ReportMail[]; nameOf: NameOf }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (mail: ReportMail) => api.delete(`/reports/mails/${mail.id}`),
    onSuccess: async (_, mail) => {
      await client.invalidateQueries({ queryKey: ['reports', 'mails'] });
      showToast({
        text: t('reports.mail.ended'),
        action: { label: t('common.undo'), run: () => again.mutate(mail) },
      });
    },
    onError: toastError,
  });
  const again = useMutation({
    mutationFn: ({ every, weekday, hour, zone, network, team, language }: ReportMail) =>
      api.post('/reports/mails', { every, weekday, hour, zone, network, team, language }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports', 'mails'] }),
    onError: toastError,
  });
  return (
    <section aria-label={t('reports.mail.own')}>
      <h3>{t('reports.mail.own')}</h3>
      <ul className="report-mails">
        {items.map((mail) => {
          const { network, team, language } = mail;
          const name = nameOf({
            ...(network !== null && { network }),
            ...(team !== null && { team }),
            ...(language !== null && { language }),
          });
          return (
            <li key={mail.id}>
              <span className="grow">
                {whenOf(mail)}
                <span className="muted">{name}</span>
              </span>
              <Button
                size="s"
                aria-label={`${t('reports.mail.end')}: ${whenOf(mail)}, ${name}`}
                onClick={() => end.mutate(mail)}
              >
                {t('reports.mail.end')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Filters as people name them; teams have names where the report knows them. */
function useFilterNames({ from, to, zone }: Asked): NameOf {
  const { data } = useQuery(reportQueries.overview({ from, to, zone }));
  return ({ network, team, language }) => {
    const row = data?.by.team.find(({ key }) => key === (team === 'none' ? '' : team));
    const names = [
      network && networkName(network),
      team && (row ? rowName('team', row) : team === 'none' ? t('reports.noTeam') : team),
      language && spokenName(language),
    ].filter(Boolean);
    return names.length === 0 ? t('reports.mail.all') : names.join(', ');
  };
}

function whenOf({ every, weekday, hour, zone }: ReportMail): string {
  const time = `${String(hour).padStart(2, '0')}:00`;
  return every === 'day'
    ? t('reports.mail.when.day', { time, zone })
    : t('reports.mail.when.week', { day: weekdayName(weekday), time, zone });
}

// The first of January 2024 was a Monday.
const weekdayName = (weekday: number) =>
  new Intl.DateTimeFormat('en', { weekday: 'long' }).format(new Date(2024, 0, weekday));
