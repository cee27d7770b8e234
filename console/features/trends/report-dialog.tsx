import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { trendQueries } from './queries.ts';
import type { Asked } from './search.ts';
import type { NewReport } from './types.ts';
import { momentName } from './words.ts';

interface ReportDialogProps {
  subject: string;
  name: string;
  asked: Asked;
  onClose(): void;
}

const DAYS = ['7', '30', '90'] as const;

/** Makes a link to the numbers as they are now, and takes links back. */
export function ReportDialog({ subject, name, asked, onClose }: ReportDialogProps) {
  const client = useQueryClient();
  const [title, setTitle] = useState(name.slice(0, 160));
  const [days, setDays] = useState<string>('30');
  const make = useMutation({
    mutationFn: () =>
      api.post<NewReport>('/trends/reports', { ...asked, subject, title: title.trim(), days: Number(days) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trend-reports'] }),
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <SidePanel title={t('trends.report.share')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form className="stack trend-report-form" onSubmit={submit}>
        <p className="muted">{t('trends.report.text')}</p>
        <TextField
          label={t('trends.report.name')}
          value={title}
          maxLength={160}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SelectField
          label={t('trends.report.days')}
          value={days}
          choices={DAYS.map((value) => ({ value, label: t(`trends.report.days.${value}`) }))}
          onChange={(event) => setDays(event.target.value)}
        />
        <Button type="submit" variant="primary" isBusy={make.isPending} disabled={title.trim() === ''}>
          {t('trends.report.make')}
        </Button>
        {make.data && <CopyField label={t('trends.report.link')} value={make.data.link} />}
      </form>
      <OpenLinks />
    </SidePanel>
  );
}

function OpenLinks() {
  const client = useQueryClient();
  const reports = useQuery(trendQueries.reports()).data ?? [];
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(`/trends/reports/${id}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['trend-reports'] });
      showToast({ text: t('trends.report.revoked') });
    },
    onError: toastError,
  });
  if (reports.length === 0) return null;
  return (
    <>
      <h3 className="trend-report-open">{t('trends.report.others')}</h3>
      <ul className="trend-marks">
        {reports.map((report) => (
          <li key={report.id}>
            <span className="grow ellipsis">{report.title}</span>
            <span className="muted">
              {t('trends.report.until', { day: momentName(report.expiresAt, 'day') })}
            </span>
            <Button size="s" onClick={() => revoke.mutate(report.id)}>
              {t('trends.report.revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
