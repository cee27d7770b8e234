import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { Added, IntentView } from './types.ts';

/** Pasted lines: of one intent, or lines of JSON that say of which. Tells what was taken and what was not. */
export function LinesDialog({ intent, onClose }: { intent?: IntentView; onClose(): void }) {
  const [lines, setLines] = useState('');
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () =>
      api.post<Added>(intent === undefined ? '/intents/import' : `/intents/${intent.id}/examples`, { lines }),
    onSuccess: ({ refusedCount }) => {
      setLines('');
      if (refusedCount === 0) onClose();
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['intents'] });
      await queryClient.invalidateQueries({ queryKey: ['intent-examples'] });
    },
  });
  return (
    <Dialog
      title={intent === undefined ? t('intents.import') : t('intents.addTo', { name: intent.name })}
      text={t(intent === undefined ? 'intents.import.text' : 'intents.examples.hint')}
      size="l"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button
            variant="primary"
            isBusy={take.isPending}
            disabled={lines.trim() === ''}
            onClick={() => take.mutate()}
          >
            {t('common.add')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {intent === undefined && (
          <div>
            <FileButton
              label={t('intents.import.file')}
              accept=".ndjson,.jsonl,.json,.txt"
              onRead={setLines}
            />
          </div>
        )}
        <TextAreaField
          label={t('intents.import.lines')}
          className="intent-lines"
          rows={10}
          spellCheck={false}
          placeholder={intent === undefined ? '{"text": "where is my parcel", "label": "Orders"}' : ''}
          value={lines}
          onChange={(event) => setLines(event.target.value)}
        />
        {take.data !== undefined && <Taken added={take.data} />}
        <FormError error={take.error} />
      </div>
    </Dialog>
  );
}

function Taken({ added: { added, doubled, created, refused, refusedCount } }: { added: Added }) {
  return (
    <Callout
      tone={refusedCount > 0 ? 'warn' : 'ok'}
      title={t('intents.import.done', { added: tn('intents.exampleCount', added), created, doubled })}
    >
      {refusedCount > 0 && (
        <>
          <p>{tn('intents.import.refused', refusedCount)}</p>
          <ul className="intent-refused">
            {refused.map(({ line, reason }) => (
              <li key={line}>
                <span className="figures">{t('intents.import.line', { line })}</span> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Callout>
  );
}
