import { t } from '../../i18n/index.ts';
import { type Shortcut, useShortcuts } from '../../keyboard/shortcuts.ts';
import type { ComposerMode } from './composer.tsx';
import type { PickerKind } from './pickers.tsx';

interface InboxActions {
  hasTarget: boolean;
  /** Whether the person may change conversations at all. */
  canWork: boolean;
  isOpen: boolean;
  move(step: 1 | -1): void;
  open(): void;
  back(): void;
  finish(): void;
  pick(kind: PickerKind): void;
  runMacro(): void;
  write(mode: ComposerMode): void;
  toggleUnread(): void;
  select(): void;
  search(): void;
  undo(): void;
}

/** The keys of the inbox. Those that need a conversation are quiet while there is none. */
export function useInboxKeys(actions: InboxActions): void {
  const { hasTarget, canWork } = actions;
  const group = t('inbox.group');
  const here = (shortcut: Omit<Shortcut, 'group'>): Shortcut => ({ ...shortcut, group });
  const withTarget = (run: () => void) => () => {
    if (hasTarget) run();
  };
  const work = (run: () => void) => withTarget(() => canWork && run());
  useShortcuts([
    here({ keys: 'j', label: t('inbox.act.next'), isHidden: true, run: () => actions.move(1) }),
    here({ keys: 'k', label: t('inbox.act.previous'), isHidden: true, run: () => actions.move(-1) }),
    here({ keys: 'ArrowDown', label: t('inbox.act.next'), isHidden: true, run: () => actions.move(1) }),
    here({ keys: 'ArrowUp', label: t('inbox.act.previous'), isHidden: true, run: () => actions.move(-1) }),
    here({ keys: 'Enter', label: t('inbox.act.open'), isHidden: true, run: withTarget(actions.open) }),
    here({ keys: 'o', label: t('inbox.act.open'), isHidden: true, run: withTarget(actions.open) }),
    here({ keys: 'e', label: t('inbox.act.done'), run: work(actions.finish) }),
    here({ keys: 's', label: t('inbox.act.snooze'), run: work(() => actions.pick('snooze')) }),
    here({ keys: 'a', label: t('inbox.act.assign'), run: work(() => actions.pick('assign')) }),
    here({ keys: 'l', label: t('inbox.act.label'), run: work(() => actions.pick('label')) }),
    here({ keys: 'm', label: t('macros.run'), run: work(actions.runMacro) }),
    here({ keys: 'r', label: t('inbox.act.reply'), run: work(() => actions.write('reply')) }),
    here({ keys: 'n', label: t('inbox.act.note'), run: work(() => actions.write('note')) }),
    here({ keys: 'u', label: t('inbox.act.unread'), run: work(actions.toggleUnread) }),
    here({ keys: 'x', label: t('inbox.act.select'), isHidden: true, run: work(actions.select) }),
    here({ keys: 'z', label: t('shell.key.undo'), run: actions.undo }),
    here({ keys: '/', label: t('inbox.act.search'), run: actions.search }),
    here({ keys: 'Escape', label: t('inbox.act.back'), isHidden: true, run: actions.back }),
  ]);
}
