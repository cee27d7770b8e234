import { useBlocker } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { t } from '../../i18n/index.ts';

/** Asks before a screen is left with something on it that was not saved. `isLeaving` is set while the screen leaves by itself. */
export function UnsavedGuard({ isDirty, isLeaving }: { isDirty: boolean; isLeaving: RefObject<boolean> }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && !isLeaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty && !isLeaving.current,
    withResolver: true,
  });
  return (
    <Confirm
      title={t('topics.unsaved.title')}
      text={t('topics.unsaved.text')}
      confirm={t('topics.unsaved.leave')}
      isDanger
      isOpen={blocker.status === 'blocked'}
      onOpenChange={(isOpen) => {
        if (!isOpen && blocker.status === 'blocked') blocker.reset();
      }}
      onConfirm={async () => blocker.status === 'blocked' && blocker.proceed()}
    />
  );
}
