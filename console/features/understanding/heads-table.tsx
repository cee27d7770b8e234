import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import type { UnderstandingOverview } from '#listen/understanding/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { Section } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
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
      <div className="table-frame" tabIndex={0} role="region" aria-label={t('understanding.learning')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('understanding.column.label')}</th>
              <th scope="col" className="number">
                {t('understanding.column.corrected')}
              </th>
              <th scope="col" className="number">
                {t('understanding.column.agreed')}
              </th>
              <th scope="col" className="number">
                {t('understanding.column.builtIn')}
              </th>
              <th scope="col" className="number">
                {t('understanding.column.company')}
              </th>
              <th scope="col">{t('understanding.column.use')}</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((row) => (
              <Row key={row.label} row={row} needed={needed.examples} mayManage={mayManage} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Row({ row, needed, mayManage }: { row: LabelRow; needed: number; mayManage: boolean }) {
  const { label, corrections, confirmations, head } = row;
  return (
    <tr>
      <th scope="row">{keyText(label)}</th>
      <td className="number">{corrections}</td>
      <td className="number">{confirmations}</td>
      <td className="number">{figure(head?.builtIn)}</td>
      <td className="number">{figure(head?.company)}</td>
      <td>
        <Use row={row} needed={needed} mayManage={mayManage} />
      </td>
    </tr>
  );
}

function figure(share: number | null | undefined): string {
  return share === null || share === undefined
    ? '–'
    : t('understanding.figure', { percent: Math.round(share * 100) });
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
