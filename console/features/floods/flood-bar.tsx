import { Layers } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/badge.tsx';
import { Callout } from '../../components/callout.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { t } from '../../i18n/index.ts';
import { FloodPosts } from './flood-posts.tsx';
import { chipWords, titleWords } from './flood-words.ts';
import './floods.css';
import type { FloodMark } from './queries.ts';
import { useFlood } from './use-flood.ts';

/** On a row: how many more threads of the sender stand behind it. */
export function FloodChip({ flood }: { flood: FloodMark | null }) {
  return flood === null ? null : <Chip icon={Layers}>{chipWords(flood)}</Chip>;
}

/** In front of a flood: what is held, everything of it on demand, and the way to let it in. */
export function FloodBar({ flood, name }: { flood: FloodMark; name: string }) {
  const mayWork = useCan()('inbox.work');
  const [isOpen, setIsOpen] = useState(false);
  const { release, isReleased } = useFlood(flood.id);
  return (
    <div className="flood-bar">
      <Callout
        tone="warn"
        title={titleWords(flood, name)}
        actions={
          <>
            <Button size="s" onClick={() => setIsOpen(true)}>
              {t('floods.showAll')}
            </Button>
            {mayWork && !isReleased && (
              <Button size="s" isBusy={release.isPending} onClick={() => release.mutate()}>
                {t('floods.release')}
              </Button>
            )}
          </>
        }
      >
        {isReleased ? t('floods.released') : t('floods.text')}
      </Callout>
      <SidePanel title={t('floods.panel', { name })} isOpen={isOpen} onOpenChange={setIsOpen}>
        <FloodPosts id={flood.id} mayWork={mayWork} />
      </SidePanel>
    </div>
  );
}
