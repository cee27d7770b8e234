import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { t } from '../../i18n/index.ts';
import { Difference } from '../knowledge/difference.tsx';
import { contributionQueries, type EditDetail } from './queries.ts';
import { useEditDeeds } from './use-edit-deeds.ts';

interface EditDialogProps {
  id: string;
  onClose(): void;
}

/** A change with what it changes, and what others changed since; it is taken as it is, joined, or declined with a reason. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  const edit = useQuery(contributionQueries.edit(id));
  const { data } = edit;
  if (data !== undefined) return <EditWords edit={data} onClose={onClose} />;
  return (
    <Dialog title={t('contributions.edit')} isOpen onOpenChange={onClose}>
      <Loaded query={edit} rows={4}>
        {() => null}
      </Loaded>
    </Dialog>
  );
}

function EditWords({ edit, onClose }: { edit: EditDetail; onClose(): void }) {
  const mayPublish = useCan()('knowledge.publish');
  const isWaiting = edit.state === 'waiting' && edit.now !== null && mayPublish;
  const [words, setWords] = useState(edit.suggested);
  const [isJoining, setJoining] = useState(edit.isOvertaken);
  const [reason, setReason] = useState<string | null>(null);
  const { take, decline, reopen } = useEditDeeds(edit, onClose);
  const isBusy = take.isPending || decline.isPending || reopen.isPending;
  return (
    <Dialog
      title={edit.articleTitle}
      text={t('contributions.says', { name: edit.member.name, reason: edit.reason })}
      size="l"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {isWaiting && reason === null && (
            <>
              <Button onClick={() => setReason('')}>{t('contributions.decline')}</Button>
              {!isJoining && <Button onClick={() => setJoining(true)}>{t('contributions.change')}</Button>}
              <Button
                variant="primary"
                isBusy={take.isPending}
                disabled={isBusy || words.title.trim() === '' || words.body.trim() === ''}
                onClick={() => take.mutate(words)}
              >
                {t('contributions.take')}
              </Button>
            </>
          )}
          {isWaiting && reason !== null && (
            <Button
              variant="danger"
              isBusy={decline.isPending}
              disabled={isBusy || reason.trim() === ''}
              onClick={() => decline.mutate(reason)}
            >
              {t('contributions.decline')}
            </Button>
          )}
          {mayPublish && (edit.state === 'taken' || edit.state === 'declined') && (
            <Button isBusy={reopen.isPending} onClick={() => reopen.mutate()}>
              {t('contributions.reopen')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {edit.state === 'held' && <Callout tone="warn">{t('contributions.held')}</Callout>}
        {edit.now === null && <Callout tone="warn">{t('contributions.gone')}</Callout>}
        {edit.answer !== null && <Callout title={t('contributions.answered')}>{edit.answer}</Callout>}
        {reason !== null && (
          <TextAreaField
            label={t('contributions.decline.reason')}
            hint={t('contributions.decline.hint')}
            maxLength={500}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <FormError error={take.error ?? decline.error ?? reopen.error} />
        <h3>{t('contributions.changes')}</h3>
        <Difference label={t('contributions.changes')} {...edit.changes} />
        {edit.since !== null && (
          <>
            <Callout tone="warn" title={t('contributions.overtaken')}>
              {t('contributions.overtaken.text')}
            </Callout>
            <h3>{t('contributions.since')}</h3>
            <Difference label={t('contributions.since')} {...edit.since} />
          </>
        )}
        {isWaiting && isJoining && (
          <>
            <TextField
              label={t('contributions.title')}
              maxLength={200}
              value={words.title}
              onChange={(event) => setWords({ ...words, title: event.target.value })}
            />
            <TextAreaField
              label={t('contributions.body')}
              rows={14}
              value={words.body}
              onChange={(event) => setWords({ ...words, body: event.target.value })}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
