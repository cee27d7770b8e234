import { t } from '../../i18n/index.ts';
import { URGENCIES } from './draft.ts';
import { parseDuration } from './duration.ts';
import { KINDS, type PolicyDraft } from './types.ts';

interface TargetTableProps {
  targets: PolicyDraft['targets'];
  onChange(targets: PolicyDraft['targets']): void;
}

/** How soon, by urgency and kind. An empty cell promises nothing. */
export function TargetTable({ targets, onChange }: TargetTableProps) {
  return (
    <div className="target-table" role="table" aria-label={t('promises.what')}>
      <div role="row" className="target-row target-head">
        <span role="columnheader">{t('promises.urgency')}</span>
        {KINDS.map((kind) => (
          <span role="columnheader" key={kind}>
            {t(`promises.kind.${kind}`)}
          </span>
        ))}
      </div>
      {URGENCIES.map((urgency, level) => (
        <div role="row" className="target-row" key={urgency}>
          <span role="rowheader">{t(`promises.urgency.${urgency}`)}</span>
          {KINDS.map((kind) => {
            const text = targets[level]?.[kind] ?? '';
            const isWrong = text.trim() !== '' && parseDuration(text) === null;
            return (
              <span role="cell" key={kind}>
                <input
                  className="input"
                  value={text}
                  placeholder={t('promises.nothing')}
                  aria-label={`${t(`promises.urgency.${urgency}`)}: ${t(`promises.kind.${kind}`)}`}
                  aria-invalid={isWrong || undefined}
                  title={isWrong ? t('promises.target.wrong') : undefined}
                  onChange={(event) =>
                    onChange(
                      targets.map((one, at) => (at === level ? { ...one, [kind]: event.target.value } : one)),
                    )
                  }
                />
              </span>
            );
          })}
        </div>
      ))}
    </div>
  );
}
