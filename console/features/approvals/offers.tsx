import { useState } from 'react';
import { Switch } from '../../components/choice.tsx';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { DiffText } from './diff-text.tsx';
import type { ApprovalView } from './types.ts';

/** The texts that are offered; of several one is picked, and what they say otherwise can be shown. */
export function Offers({
  approval,
  picked,
  onPick,
}: {
  approval: ApprovalView;
  picked: number;
  onPick(index: number): void;
}) {
  const [isDiff, setIsDiff] = useState(false);
  const { offered, chosen, id } = approval;
  if (offered.length === 1 || chosen !== null) {
    const text = offered.find(({ hash }) => hash === chosen)?.text ?? offered[0]!.text;
    return (
      <p className="post-text approval-text" dir="auto">
        {text}
      </p>
    );
  }
  return (
    <fieldset className="approval-offers">
      <legend className="approval-label">{t('approvals.offers')}</legend>
      {offered.map(({ text, hash }, index) => (
        <label key={hash} className={classNames('approval-offer', index === picked && 'approval-picked')}>
          <input
            type="radio"
            name={`offer-${id}`}
            checked={index === picked}
            onChange={() => onPick(index)}
          />
          <span className="approval-number figures">{index + 1}</span>
          {isDiff && index > 0 ? (
            <DiffText before={offered[0]!.text} after={text} />
          ) : (
            <span className="post-text" dir="auto">
              {text}
            </span>
          )}
        </label>
      ))}
      <Switch label={t('approvals.diff')} isOn={isDiff} onChange={setIsDiff} />
    </fieldset>
  );
}
