import { useState } from 'react';
import { ChoiceField, TextAreaField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import { isProfile } from './cases.ts';
import type { CaseView } from './queries.ts';
import { type Days, DAYS, daysOf, usualReason } from './search.ts';
import { useDecide } from './use-decide.ts';

export type Asked = 'hide' | 'silence';

interface DialogProps {
  row: CaseView;
  wish: Asked;
  onClose(): void;
}

const TAKING = { hide: 'moderation.takeAway', silence: 'moderation.takeAway.silence' } as const;

function titleOf(row: CaseView, wish: Asked): string {
  const name = row.author?.name ?? '';
  const part = `moderation.kind.${row.kind}`;
  return isProfile(row) && hasMessage(part)
    ? t(`${TAKING[wish]}.title`, { part: t(part), name })
    : t(`moderation.${wish}.title`, { title: row.title, name });
}

/** Asks why, and for how long, before something is hidden. */
export function DecideDialog({ row, wish, onClose }: DialogProps) {
  const [reason, setReason] = useState(() =>
    usualReason(row.flags, (one) =>
      t(`moderation.reason.${one as CaseView['flags'][number]['reason']}.word`),
    ),
  );
  const [days, setDays] = useState<Days>('7');
  // The dialog tells it itself.
  const { decide } = useDecide(row, () => undefined);
  return (
    <SaveDialog
      title={titleOf(row, wish)}
      text={t('moderation.decide.text')}
      label={t(isProfile(row) ? TAKING[wish] : `moderation.${wish}`)}
      isReady={reason.trim() !== ''}
      onClose={onClose}
      save={{
        isPending: decide.isPending,
        error: decide.error,
        mutate: () =>
          decide.mutate(
            { decision: 'hide', reason, ...(wish === 'silence' && { silenceDays: daysOf(days) }) },
            { onSuccess: onClose },
          ),
      }}
    >
      <TextAreaField
        label={t('moderation.why')}
        hint={t('moderation.why.hint')}
        maxLength={1000}
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {wish === 'silence' && (
        <ChoiceField<Days>
          label={t('moderation.days')}
          value={days}
          values={DAYS}
          wordOf={(one) => t(`moderation.days.${one}`)}
          onChoose={setDays}
        />
      )}
    </SaveDialog>
  );
}
