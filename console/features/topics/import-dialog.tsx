import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import type { ImportResult } from './types.ts';

/** Topics from a file of lines: first what would happen, then it happens. */
export function ImportDialog({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const [lines, setLines] = useState('');
  const [days, setDays] = useState('30');
  const queryClient = useQueryClient();
  const send = (isTrial: boolean) =>
    api.post<ImportResult>('/topics/import', { lines, isTrial, days: Number(days) });
  const trial = useMutation({ mutationFn: () => send(true) });
  const load = useMutation({
    mutationFn: () => send(false),
    onSuccess: async ({ created, changed }) => {
      await queryClient.invalidateQueries({ queryKey: ['topics'] });
      showToast({ text: t('topics.import.done', { created: tn('topics.count', created), changed }) });
      close(false);
    },
  });
  const write = (text: string) => {
    setLines(text);
    trial.reset();
    load.reset();
  };
  const close = (next: boolean) => {
    if (!next) write('');
    onOpenChange(next);
  };
  const plan = trial.data;
  const hasWork = plan !== undefined && plan.created + plan.changed > 0;
  return (
    <Dialog
      title={t('topics.import.title')}
      text={t('topics.import.text')}
      size="l"
      isOpen={isOpen}
      onOpenChange={close}
      footer={
        <>
          <Button onClick={() => close(false)}>{t('common.cancel')}</Button>
          {hasWork ? (
            <Button variant="primary" isBusy={load.isPending} onClick={() => load.mutate()}>
              {tn('topics.import.run', plan.created + plan.changed)}
            </Button>
          ) : (
            <Button
              variant="primary"
              isBusy={trial.isPending}
              disabled={lines.trim() === ''}
              onClick={() => trial.mutate()}
            >
              {t('topics.import.trial')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <div>
          <FileButton label={t('topics.import.file')} accept=".ndjson,.jsonl,.json,.txt" onRead={write} />
        </div>
        <TextAreaField
          label={t('topics.import.lines')}
          rows={6}
          className="import-lines"
          spellCheck={false}
          placeholder={'{"id": "refunds", "query": "refund (late OR lost)", "folder": "Money"}'}
          value={lines}
          onChange={(event) => write(event.target.value)}
        />
        <SelectField
          label={t('topics.import.days')}
          value={days}
          onChange={(event) => setDays(event.target.value)}
          choices={['0', '7', '30', '365'].map((value) => ({
            value,
            label: value === '0' ? t('topics.import.noDays') : tn('topics.days', Number(value)),
          }))}
        />
        {plan !== undefined && <Plan plan={plan} />}
        <FormError error={trial.error ?? load.error} />
      </div>
    </Dialog>
  );
}

function Plan({ plan }: { plan: ImportResult }) {
  const { created, changed, unchanged, refused, refusedCount } = plan;
  return (
    <Callout
      tone={refusedCount > 0 ? 'warn' : 'ok'}
      title={t('topics.import.plan', { created: tn('topics.count', created), changed, unchanged })}
    >
      {refusedCount > 0 && (
        <>
          <p>{tn('topics.import.refused', refusedCount)}</p>
          <ul className="import-refused">
            {refused.map(({ line, reason }) => (
              <li key={line}>
                <span className="figures">{t('topics.import.line', { line })}</span> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Callout>
  );
}
