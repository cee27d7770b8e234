import { useState } from 'react';
import type { Status } from '#embrace/ideas/schema.ts';
import { api } from '../../api/client.ts';
import { ChoiceField, SelectField, TextAreaField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { IdeaView } from './queries.ts';
import { quartersFor, STATUSES } from './search.ts';
import { useSaving } from './use-changing.ts';

interface DialogProps {
  idea: IdeaView;
  status?: Status;
  onClose(): void;
}

const NONE = 'none';

/** Decides about an idea: where it stands, why, and for when. */
export function StatusDialog({ idea, status: wished, onClose }: DialogProps) {
  const [status, setStatus] = useState<Status>(wished ?? idea.status);
  const [reason, setReason] = useState('');
  const [quarter, setQuarter] = useState(idea.quarter ?? NONE);
  const quarters = quartersFor([idea.quarter], new Date(useNow()));
  const body = { status, reason, quarter: quarter === NONE ? null : quarter };
  const save = useSaving(() => api.put(`/ideas/${idea.id}/status`, body), onClose);
  return (
    <SaveDialog
      title={t('ideas.decide.title', { title: idea.title })}
      text={t('ideas.decide.text')}
      save={save}
      onClose={onClose}
    >
      <ChoiceField
        label={t('ideas.status')}
        value={status}
        values={STATUSES}
        wordOf={(value) => t(`ideas.status.${value}`)}
        onChoose={(next) => setStatus(next)}
      />
      <TextAreaField
        label={t('ideas.reason')}
        hint={t('ideas.reason.hint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <SelectField
        label={t('ideas.quarter')}
        value={quarter}
        onChange={(event) => setQuarter(event.target.value)}
        choices={[
          { value: NONE, label: t('ideas.noDate') },
          ...quarters.map((one) => ({ value: one, label: one })),
        ]}
      />
    </SaveDialog>
  );
}
