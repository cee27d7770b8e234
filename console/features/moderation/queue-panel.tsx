import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { currentOf, moved } from '../../keyboard/place.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { mayIgnore, placed } from './cases.ts';
import { CaseCard } from './case-card.tsx';
import { type Asked, DecideDialog } from './decide-dialog.tsx';
import { type CaseView, moderationQueries } from './queries.ts';
import { useDecide } from './use-decide.ts';

/** What waits, or was decided. Keys: j and k move, h hides, r shows, i passes over, s hides and silences. */
export function QueuePanel({ list }: { list: 'open' | 'done' }) {
  const mayDecide = useCan()('moderation.decide');
  const found = useInfiniteQuery(moderationQueries.queue(list));
  const [at, setAt] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ row: CaseView; wish: Asked } | null>(null);
  const items = found.data?.pages.flatMap((page) => page.items.map(placed)) ?? [];
  const current = currentOf(items, at);
  const name = list === 'open' ? 'queue' : 'done';
  return (
    <div className="stack">
      <WhoCan permission="moderation.decide" action={t('moderation.deciding')} />
      {mayDecide && current && list === 'open' && (
        <Keys
          key={current.id}
          row={current.row}
          onAsk={(wish) => setAsked({ row: current.row, wish })}
          onMove={(step) => {
            const next = moved(items, current.id, step);
            setAt(next);
            document.getElementById(next)?.scrollIntoView({ block: 'nearest' });
          }}
        />
      )}
      <MoreList
        found={found}
        label={t(`moderation.tab.${name}`)}
        empty={
          <EmptyState
            icon={ShieldCheck}
            title={t(`moderation.${name}.none`)}
            text={t(`moderation.${name}.none.text`)}
          />
        }
      >
        {items.map(({ id, row }) => (
          <CaseCard
            key={id}
            place={id}
            row={row}
            isCurrent={list === 'open' && id === current?.id}
            mayDecide={mayDecide}
            onAsk={(wish) => setAsked({ row, wish })}
            onFocus={() => setAt(id)}
          />
        ))}
      </MoreList>
      {asked && <DecideDialog row={asked.row} wish={asked.wish} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface KeysProps {
  row: CaseView;
  onAsk(wish: Asked): void;
  onMove(step: 1 | -1): void;
}

function Keys({ row, onAsk, onMove }: KeysProps) {
  const { decide } = useDecide(row);
  const group = t('moderation.title');
  useShortcuts([
    { keys: 'j', label: t('moderation.next'), group, run: () => onMove(1) },
    { keys: 'k', label: t('moderation.previous'), group, run: () => onMove(-1) },
    { keys: 'h', label: t('moderation.hide'), group, run: () => onAsk('hide') },
    { keys: 's', label: t('moderation.silence'), group, run: () => onAsk('silence') },
    { keys: 'r', label: t('moderation.keep'), group, run: () => decide.mutate({ decision: 'keep' }) },
    {
      keys: 'i',
      label: t('moderation.ignore'),
      group,
      run: () => {
        if (mayIgnore(row)) decide.mutate({ decision: 'ignore' });
      },
    },
  ]);
  return null;
}
