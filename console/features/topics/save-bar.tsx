import { CircleX } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { TOPIC_FORM } from './topic-form.tsx';

interface SaveBarProps {
  isNew: boolean;
  isDirty: boolean;
  /** Examples that fail. */
  failing: number;
  isBusy: boolean;
  canSave: boolean;
  /** Back to what is stored; absent for a new topic. */
  onDiscard?: (() => void) | undefined;
}

/** Saving, at the foot of the screen however far one has read down. */
export function SaveBar({ isNew, isDirty, failing, isBusy, canSave, onDiscard }: SaveBarProps) {
  return (
    <div className="save-bar">
      {failing > 0 && (
        <Badge tone="bad" icon={CircleX}>
          {tn('topics.examples.failing', failing)}
        </Badge>
      )}
      <span className="faint save-bar-hint">{isNew ? t('topics.save.hint') : ''}</span>
      {isDirty && onDiscard !== undefined && (
        <Button variant="ghost" onClick={onDiscard}>
          {t('topics.discard')}
        </Button>
      )}
      <Button
        type="submit"
        form={TOPIC_FORM}
        variant="primary"
        isBusy={isBusy}
        disabled={!canSave}
        shortcut="mod+s"
      >
        {t('topics.save')}
      </Button>
    </div>
  );
}
