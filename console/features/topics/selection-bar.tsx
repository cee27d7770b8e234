import { FolderInput, Pause, Play, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { TopicView } from '../../api/types.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { MoveDialog } from './move-dialog.tsx';
import { useMany } from './use-many.ts';

interface SelectionBarProps {
  chosen: readonly TopicView[];
  found: number;
  folders: readonly string[];
  onAll(): void;
  onClear(): void;
}

/** What can be done with the ticked topics; it stays at the foot of the screen. */
export function SelectionBar({ chosen, found, folders, onAll, onClear }: SelectionBarProps) {
  const [isMoving, setMoving] = useState(false);
  const run = useMany();
  const ids = chosen.map((topic) => topic.id);
  const act = (action: 'pause' | 'resume' | 'remove') =>
    void run({ action, ids })
      .then(onClear)
      .catch(() => undefined);
  return (
    <div className="topic-selection" role="toolbar" aria-label={tn('topics.many.chosen', chosen.length)}>
      <span role="status" className="grow">
        {tn('topics.many.chosen', chosen.length)}
      </span>
      {chosen.length < found && (
        <Button size="s" variant="ghost" onClick={onAll}>
          {tn('topics.many.all', found)}
        </Button>
      )}
      <Button size="s" icon={Pause} onClick={() => act('pause')}>
        {t('topics.pause')}
      </Button>
      <Button size="s" icon={Play} onClick={() => act('resume')}>
        {t('topics.resume')}
      </Button>
      <Button size="s" icon={FolderInput} onClick={() => setMoving(true)}>
        {t('topics.many.moveTo')}
      </Button>
      <Button size="s" icon={Trash2} onClick={() => act('remove')}>
        {t('common.remove')}
      </Button>
      <IconButton size="s" icon={X} label={t('topics.many.clear')} shortcut="Escape" onClick={onClear} />
      <MoveDialog
        isOpen={isMoving}
        onOpenChange={setMoving}
        count={chosen.length}
        folders={folders}
        onMove={async (folder) => {
          const before = new Map(chosen.map((topic) => [topic.id, topic.folder]));
          await run({ action: 'move', ids, folder, before });
          onClear();
        }}
      />
    </div>
  );
}
