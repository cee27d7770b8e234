import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, Mail, Share2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { trendQueries } from './queries.ts';
import { ReportDialog } from './report-dialog.tsx';
import type { Asked } from './search.ts';

interface ReportMenuProps {
  subject: string;
  name: string;
  asked: Asked;
}

/** The numbers for people who are not here: a page behind a link, and a mail every Monday. */
export function ReportMenu({ subject, name, asked }: ReportMenuProps) {
  const can = useCan();
  const client = useQueryClient();
  const [isSharing, setIsSharing] = useState(false);
  const weekly = useQuery(trendQueries.weekly()).data;
  const isOn = weekly?.subjects.includes(subject) === true;
  const change = useMutation({
    mutationFn: (wish: boolean) => api.put('/trends/weekly', { subject, zone: asked.zone, isOn: wish }),
    onSuccess: async (_, wish) => {
      await client.invalidateQueries({ queryKey: ['trend-weekly'] });
      showToast({
        text: t(wish ? 'trends.report.weeklyOn' : 'trends.report.weeklyOff', { subject: name }),
        action: { label: t('common.undo'), run: () => change.mutate(!wish) },
      });
    },
    onError: toastError,
  });
  return (
    <>
      <Menu
        align="end"
        trigger={<Button icon={FileText}>{t('trends.report')}</Button>}
        entries={[
          ...(can('trends.share')
            ? [{ label: t('trends.report.share'), icon: Share2, onSelect: () => setIsSharing(true) }]
            : []),
          {
            label: t('trends.report.weekly'),
            icon: Mail,
            isChecked: isOn,
            isDisabled: weekly?.canMail !== true,
            onSelect: () => change.mutate(!isOn),
          },
          ...(weekly?.canMail === false ? [{ heading: t('trends.report.noMail') }] : []),
        ]}
      />
      {isSharing && (
        <ReportDialog subject={subject} name={name} asked={asked} onClose={() => setIsSharing(false)} />
      )}
    </>
  );
}
