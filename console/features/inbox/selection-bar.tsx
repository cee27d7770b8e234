import { Check, Clock, Mail, MailOpen, Tag, UserRound, X, Zap } from 'lucide-react';
import { PART } from '../../app/in-parts.ts';
import { IconButton } from '../../components/button.tsx';
import { Tick } from '../../components/choice.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { PickerKind } from './pickers.tsx';

interface SelectionBarProps {
  count: number;
  isAll: boolean;
  onAll(isOn: boolean): void;
  onClear(): void;
  onDone(): void;
  onPicker(kind: PickerKind): void;
  onMacro(): void;
  onUnread(isUnread: boolean): void;
}

/** What can be done with the selected rows; it takes the place of the queue's header. */
export function SelectionBar({
  count,
  isAll,
  onAll,
  onClear,
  onDone,
  onPicker,
  onMacro,
  onUnread,
}: SelectionBarProps) {
  return (
    <div
      className="queue-head queue-head-selecting"
      role="toolbar"
      aria-label={tn('inbox.select.count', count)}
    >
      <Tick label={t('inbox.select.all')} isOn={isAll ? true : 'some'} onChange={onAll} />
      <span className="grow ellipsis" role="status">
        {tn('inbox.select.count', count)}
      </span>
      <IconButton icon={Check} label={t('inbox.act.done')} shortcut="e" onClick={onDone} />
      <IconButton
        icon={Clock}
        label={t('inbox.act.snooze')}
        shortcut="s"
        onClick={() => onPicker('snooze')}
      />
      <IconButton
        icon={UserRound}
        label={t('inbox.act.assign')}
        shortcut="a"
        onClick={() => onPicker('assign')}
      />
      <IconButton icon={Tag} label={t('inbox.act.label')} shortcut="l" onClick={() => onPicker('label')} />
      <IconButton
        icon={Zap}
        label={t('macros.run')}
        shortcut="m"
        disabled={count > PART}
        aria-describedby={count > PART ? 'macro-limit' : undefined}
        onClick={onMacro}
      />
      <IconButton icon={MailOpen} label={t('inbox.act.read')} onClick={() => onUnread(false)} />
      <IconButton icon={Mail} label={t('inbox.act.unread')} shortcut="u" onClick={() => onUnread(true)} />
      <IconButton icon={X} label={t('inbox.select.clear')} shortcut="Escape" onClick={onClear} />
      {count > PART && (
        <p id="macro-limit" className="queue-head-limit muted">
          {t('macros.limit', { most: PART })}
        </p>
      )}
    </div>
  );
}
