import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { parseDuration } from '../promises/duration.ts';
import type { PolicyDraft } from './draft.ts';

/** How long a reply waits, when those who are asked are reminded, and how long links work. */
export function TimesFields({
  draft,
  onChange,
}: {
  draft: Pick<PolicyDraft, 'expires' | 'remind' | 'linkHours'>;
  onChange(changed: Partial<PolicyDraft>): void;
}) {
  const wrong = (text: string) => (parseDuration(text) === null ? t('approvals.times.wrong') : undefined);
  return (
    <div className="approval-pair">
      <TextField
        label={t('approvals.expires')}
        hint={t('approvals.times.hint')}
        value={draft.expires}
        error={wrong(draft.expires)}
        onChange={(event) => onChange({ expires: event.target.value })}
      />
      <TextField
        label={t('approvals.remind')}
        hint={t('approvals.remind.hint')}
        value={draft.remind}
        error={draft.remind.trim() === '' ? undefined : wrong(draft.remind)}
        onChange={(event) => onChange({ remind: event.target.value })}
      />
      <TextField
        label={t('approvals.linkHours')}
        type="number"
        min={1}
        max={168}
        value={String(draft.linkHours)}
        onChange={(event) =>
          onChange({ linkHours: Math.min(168, Math.max(1, Number(event.target.value) || 1)) })
        }
      />
    </div>
  );
}
