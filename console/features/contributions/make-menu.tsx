import { BookPlus, MessagesSquare, Sprout } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { MakeArticle } from './make-article.tsx';
import { MakeThread } from './make-thread.tsx';
import type { SourceWish } from './queries.ts';

interface MakeMenuProps {
  source: SourceWish;
  /** It was said elsewhere than in the community. */
  isElsewhere: boolean;
  /** The newest answer has the keys. */
  hasKeys: boolean;
}

/** On an answer of ours: makes an article or a thread of it. */
export function MakeMenu({ source, isElsewhere, hasKeys }: MakeMenuProps) {
  const can = useCan();
  const [wish, setWish] = useState<'article' | 'thread' | null>(null);
  const entries = [
    ...(can('knowledge.write')
      ? [{ keys: 'w', label: t('contributions.article'), icon: BookPlus, wish: 'article' as const }]
      : []),
    ...(can('community.write') && can('knowledge.write') && isElsewhere
      ? [{ keys: 't', label: t('contributions.thread'), icon: MessagesSquare, wish: 'thread' as const }]
      : []),
  ];
  useShortcuts(
    hasKeys
      ? entries.map(({ keys, label, wish: made }) => ({
          keys,
          label,
          group: t('inbox.group'),
          run: () => setWish(made),
        }))
      : [],
  );
  if (entries.length === 0) return null;
  const close = () => setWish(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton className="thread-answer" size="s" icon={Sprout} label={t('contributions.make')} />
        }
        entries={entries.map(({ keys, label, icon, wish: made }) => ({
          label,
          icon,
          shortcut: keys,
          onSelect: () => setWish(made),
        }))}
      />
      {wish === 'article' && <MakeArticle source={source} onClose={close} />}
      {wish === 'thread' && <MakeThread source={source} onClose={close} />}
    </>
  );
}
