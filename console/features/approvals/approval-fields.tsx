import { UserCheck } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import './approvals.css';
import { Meter } from './meter.tsx';
import type { ApprovalWish } from './use-approval-wish.ts';

const MOST_ALTERNATIVES = 2;

/** Under the field of a reply: that it will wait, why and for whom; other words to choose from; a word to whoever decides. */
export function ApprovalFields({ approval, isEmpty }: { approval: ApprovalWish; isEmpty: boolean }) {
  const { waits, alternatives, note, setAlternatives, setNote } = approval;
  if (!waits) return null;
  return (
    <div className="approval-form composer-approval">
      <Outlook approval={approval} />
      {alternatives.map((text, index) => (
        <TextAreaField
          // They have no names of their own: their place is what they are known by.
          key={`alternative-${index + 1}`}
          label={t('approvals.alternative', { number: index + 2 })}
          value={text}
          rows={2}
          dir="auto"
          onChange={(event) =>
            setAlternatives(alternatives.map((other, at) => (at === index ? event.target.value : other)))
          }
        />
      ))}
      {(approval.isWanted || alternatives.length > 0) && (
        <TextField
          label={t('approvals.note')}
          isOptional
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      <div className="approval-actions">
        {alternatives.length < MOST_ALTERNATIVES && (
          <Button size="s" disabled={isEmpty} onClick={() => setAlternatives([...alternatives, ''])}>
            {t('approvals.alternative.add')}
          </Button>
        )}
        {(approval.isWanted || alternatives.length > 0) && (
          <Button size="s" variant="ghost" onClick={approval.clear}>
            {t('approvals.wanted.off')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Outlook({ approval: { outlook, isWanted } }: { approval: ApprovalWish }) {
  if (!outlook?.waits) return isWanted ? <p className="muted">{t('approvals.wanted.text')}</p> : null;
  const { trust, asked, reasons, steps } = outlook;
  return (
    <Callout tone="info" title={t('approvals.waits')}>
      {reasons.map(({ text }) => text).join(' · ')}
      {trust !== null && (
        <>
          {' '}
          <Meter value={trust.streak} most={trust.needed} label={t('approvals.trust.progress', trust)} />
        </>
      )}
      <br />
      {steps.length > 1
        ? steps.map((step, index) => `${index + 1}. ${step}`).join(' · ')
        : t('approvals.asked', { names: asked.length > 0 ? asked.slice(0, 4).join(', ') : steps.join() })}
    </Callout>
  );
}

/** In the foot of the composer: the author wants somebody to look at it first. */
export function WantApproval({ approval }: { approval: ApprovalWish }) {
  if (approval.waits) return null;
  return (
    <Button variant="ghost" size="s" icon={UserCheck} onClick={() => approval.setWanted(true)}>
      {t('approvals.wanted')}
    </Button>
  );
}
