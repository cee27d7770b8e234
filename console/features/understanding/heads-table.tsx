import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import type { UnderstandingOverview } from '#listen/understanding/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { keyText } from '../posts/label-words.ts';

type LabelRow = UnderstandingOverview['labels'][number];

/** Every label with what people said of it, and how the company's own head compares. */
export function HeadsTable({ overview }: { overview: UnderstandingOverview }) {
  const { needed, training, labels } = overview;
  const mayManage = useCan()('understanding.manage');
  const train = useMutation({
    mutationFn: () => api.post('/understanding/training'),
    onSuccess: () => showToast({ text: t('understanding.train.asked') }),
    onError: toastError,
  });
  return (
    <Section
      title={t('understanding.learning')}
      text={t('understanding.learning.text', needed)}
      actions={
        mayManage && (
          <Button
            icon={Sparkles}
            isBusy={train.isPending || training.isRunning}
            onClick={() => train.mutate()}
          >
            {t(training.isRunning ? 'understanding.train.running' : 'understanding.train')}
          </Button>
        )
      }
    >
      <p className="muted">
        {training.endedAt === null ? (
          t('understanding.train.never')
        ) : (
          <>
            {t('understanding.train.last')}: <Time at={training.endedAt} />
          </>
        )}
      </p>
      <Table
        label={t('understanding.learning')}
        columns={[
          t('understanding.column.label'),
          t('understanding.column.corrected'),
          t('understanding.column.agreed'),
          t('understanding.column.builtIn'),
          t('understanding.column.company'),
          { label: t('understanding.column.use'), isText: true },
        ]}
        rows={labels.map((row) => ({
          key: row.label,
          cells: [
            keyText(row.label),
            row.corrections,
            row.confirmations,
            percent(row.head?.builtIn),
            percent(row.head?.company),
            <Use key="use" row={row} needed={needed.examples} mayManage={mayManage} />,
          ],
        }))}
      />
    </Section>
  );
}

function Use({ row, needed, mayManage }: { row: LabelRow; needed: number; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (isWanted: boolean) =>
      api.put<UnderstandingOverview>(`/understanding/heads/${row.label}`, { isWanted }),
    onSuccess: (overview) => queryClient.setQueryData(['understanding', 'overview'], overview),
    onError: toastError,
  });
  const { head, isTaught, corrections, confirmations } = row;
  const said = corrections + confirmations;
  if (head?.isBetter === true && mayManage) {
    return (
      <Switch
        label={
          <>
            <span aria-hidden>
              {t(head.isWanted ? 'understanding.use.company' : 'understanding.use.builtIn')}
            </span>
            <span className="visually-hidden">
              {t('understanding.use.switch', { label: keyText(row.label) })}
            </span>
          </>
        }
        isOn={head.isWanted}
        isDisabled={change.isPending}
        onChange={(isOn) => change.mutate(isOn)}
      />
    );
  }
  if (head?.isBetter === true && head.isWanted)
    return <Badge tone="ok">{t('understanding.use.company')}</Badge>;
  return (
    <>
      {t('understanding.use.builtIn')}
      {isTaught && said > 0 && (
        <span className="choice-hint">
          {said < needed || head === null
            ? t('understanding.use.few', { said, needed })
            : t('understanding.use.notBetter')}
        </span>
      )}
    </>
  );
}
