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

interface Imported {
  articles: number;
  texts: number;
  problems: { line: number; reason: string }[];
}

/** Articles from a file; tells what was passed over. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () =>
      api.post<Imported>('/knowledge/import', { text, format: /^\s*\{/.test(text) ? 'ndjson' : 'csv' }),
    onSuccess: ({ problems }) => (problems.length === 0 ? onClose() : setText('')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['knowledge'] }),
  });
  return (
    <Dialog
      title={t('knowledge.import')}
      text={t('knowledge.import.text')}
      size="l"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button
            variant="primary"
            isBusy={take.isPending}
            disabled={text.trim() === ''}
            onClick={() => take.mutate()}
          >
            {t('knowledge.import')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <div>
          <FileButton label={t('knowledge.import.file')} accept=".ndjson,.jsonl,.csv,.txt" onRead={setText} />
        </div>
        <TextAreaField
          label={t('knowledge.import.lines')}
          rows={10}
          spellCheck={false}
          placeholder='{"title": "Get a refund", "body": "Within **ten** days …", "category": "Bills"}'
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <FormError error={take.error} />
        {take.data !== undefined && take.data.problems.length > 0 && (
          <Callout tone="warn" title={tn('knowledge.import.done', take.data.articles)}>
            <ul>
              {take.data.problems.map(({ line, reason }) => (
                <li key={line}>{t('knowledge.import.problem', { line, reason })}</li>
              ))}
            </ul>
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
