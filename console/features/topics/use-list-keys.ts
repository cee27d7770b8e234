import { useGo } from '../../app/go.ts';
import { t } from '../../i18n/index.ts';
import { type Shortcut, useShortcuts } from '../../keyboard/shortcuts.ts';
import { useTopicActions } from './use-topic-actions.ts';
import type { TopicList } from './use-topic-list.ts';

/** The list by keys, as in the inbox: j and k move, x ticks, Enter opens. */
export function useListKeys(list: TopicList, mayWrite: boolean, search: () => void): void {
  const go = useGo();
  const { setState } = useTopicActions();
  const group = t('shell.nav.topics');
  const at = list.atCursor;
  const isTicked = at !== undefined && list.chosen.some((topic) => topic.id === at.id);
  const writing: Shortcut[] = [
    { keys: 'x', label: t('topics.key.tick'), group, run: () => at && list.tick([at.id], !isTicked) },
    {
      keys: 'p',
      label: t('topics.key.pause'),
      group,
      run: () => at && setState(at, at.state === 'paused' ? 'resume' : 'pause'),
    },
    ...(list.chosen.length > 0
      ? [{ keys: 'Escape', label: t('topics.many.clear'), group, run: list.clear }]
      : []),
  ];
  useShortcuts([
    { keys: 'j', label: t('topics.key.next'), group, isHidden: true, run: () => list.move(1) },
    { keys: 'k', label: t('topics.key.previous'), group, isHidden: true, run: () => list.move(-1) },
    {
      keys: 'Enter',
      label: t('topics.key.open'),
      group,
      isHidden: true,
      run: () => at && go(`/topics/${at.id}`),
    },
    { keys: '/', label: t('topics.list.search'), group, run: search },
    ...(mayWrite ? writing : []),
  ]);
}
