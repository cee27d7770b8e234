import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Award, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { BoardSwitch } from './board-switch.tsx';
import { HonourDialog } from './honour-dialog.tsx';
import { HonourRow } from './honour-row.tsx';
import { honourQueries, type HonourView } from './queries.ts';
import { useChanging } from './use-changing.ts';

/** What members are honoured with: badges, ranks, and whether there are leader boards. */
export function HonoursPage() {
  const maySetUp = useCan()('honours.set-up');
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: ['honours'] });
  useLive('honours.changed', () => void again());
  const [open, setOpen] = useState<HonourView | 'new' | null>(null);
  const usual = useChanging(() => api.post('/honours/usual'));
  const list = useQuery(honourQueries.list());
  const missing = list.data?.usualMissing ?? 0;
  const offer = maySetUp && missing > 0 && (
    <Button isBusy={usual.isPending} onClick={() => usual.mutate(undefined)}>
      {t('honours.usual')}
    </Button>
  );
  return (
    <Page
      title={t('honours.title')}
      text={t('honours.text')}
      actions={
        maySetUp && (
          <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
            {t('honours.add')}
          </Button>
        )
      }
    >
      <WhoCan permission="honours.set-up" action={t('honours.settingUp')} />
      <Loaded query={list} rows={6}>
        {({ items, settings }) => (
          <div className="stack">
            {items.length === 0 ? (
              <EmptyState
                icon={Award}
                title={t('honours.none')}
                text={t('honours.none.text')}
                actions={offer}
              />
            ) : (
              <>
                {offer && <div>{offer}</div>}
                <List kind="badge" items={items} onOpen={maySetUp ? setOpen : undefined} />
                <List kind="rank" items={items} onOpen={maySetUp ? setOpen : undefined} />
              </>
            )}
            <Section title={t('honours.boards')} text={t('honours.boards.text')}>
              <BoardSwitch settings={settings} isFixed={!maySetUp} />
            </Section>
          </div>
        )}
      </Loaded>
      {open !== null && (
        <HonourDialog honour={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

interface ListProps {
  kind: 'badge' | 'rank';
  items: readonly HonourView[];
  onOpen: ((honour: HonourView) => void) | undefined;
}

function List({ kind, items, onOpen }: ListProps) {
  const own = items.filter((honour) => honour.kind === kind);
  if (own.length === 0) return null;
  return (
    <Section title={t(`honours.${kind}s`)}>
      <ul className="list" aria-label={t(`honours.${kind}s`)}>
        {own.map((honour) => (
          <HonourRow key={honour.id} honour={honour} onOpen={onOpen} />
        ))}
      </ul>
    </Section>
  );
}
