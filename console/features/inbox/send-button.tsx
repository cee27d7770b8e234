import { CalendarClock, ChevronDown, SendHorizontal } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { t } from '../../i18n/index.ts';
import { type ThenStatus } from './then-status.ts';

const AFTER: readonly ThenStatus[] = ['waiting', 'done', 'open'];

export function SendButton({
  after,
  onAfter,
  onSend,
  onLater,
  isForApproval,
  isBusy,
  isDisabled,
}: {
  after: ThenStatus;
  onAfter(status: ThenStatus): void;
  onSend(): void;
  /** Choose a time first. */
  onLater(): void;
  /** It waits for somebody's word first. */
  isForApproval: boolean;
  isBusy: boolean;
  isDisabled: boolean;
}) {
  return (
    <span className="send">
      <Button
        variant="primary"
        icon={SendHorizontal}
        isBusy={isBusy}
        disabled={isDisabled}
        onClick={onSend}
        aria-keyshortcuts="Control+Enter"
      >
        {isForApproval ? t('approvals.send') : t(`inbox.composer.send.${after}`)}
        <KeyHint keys="mod+Enter" />
      </Button>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className="button button-primary send-more"
            aria-label={t('inbox.composer.then')}
          >
            <ChevronDown size={16} aria-hidden />
          </button>
        }
        entries={[
          { heading: t('inbox.composer.then') },
          ...AFTER.map((each) => ({
            label: t(`inbox.composer.then.${each}`),
            isChecked: each === after,
            onSelect: () => onAfter(each),
          })),
          'line',
          {
            label: t('schedule.later'),
            icon: CalendarClock,
            shortcut: 'mod+shift+Enter',
            isDisabled,
            onSelect: onLater,
          },
        ]}
      />
    </span>
  );
}
