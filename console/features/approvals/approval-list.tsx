import { useState } from 'react';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { ApprovalCard } from './approval-card.tsx';
import type { Saying } from './decide-form.tsx';
import { currentOf, moved } from '../../keyboard/place.ts';
import type { ApprovalView, ListName } from './types.ts';
import { seenOf } from './seen.ts';
import { useAct } from './use-act.ts';

/** The list, with the keys: j and k move, a approves, r rejects, e suggests, 1 to 3 pick. */
export function ApprovalList({ items, list }: { items: readonly ApprovalView[]; list: ListName }) {
  const [at, setAt] = useState<string | null>(null);
  const [saying, setSaying] = useState<{ id: string; saying: Saying } | null>(null);
  const [picks, setPicks] = useState<Record<string, number>>({});
  const current = currentOf(items, at);
  return (
    <>
      {current && (
        <Keys
          key={current.id}
          current={current}
          picked={picks[current.id] ?? 0}
          onPick={(index) => setPicks({ ...picks, [current.id]: index })}
          onSaying={(next) => setSaying({ id: current.id, saying: next })}
          onMove={(step) => {
            const next = moved(items, current.id, step);
            setAt(next);
            document.getElementById(next)?.scrollIntoView({ block: 'nearest' });
          }}
        />
      )}
      <ul className="list" aria-label={t(`approvals.list.${list}`)}>
        {items.map((approval) => (
          <ApprovalCard
            key={approval.id}
            approval={approval}
            isCurrent={approval.id === current?.id && list === 'decide'}
            picked={picks[approval.id] ?? 0}
            onPick={(index) => setPicks({ ...picks, [approval.id]: index })}
            saying={saying?.id === approval.id ? saying.saying : null}
            onSaying={(next) => setSaying({ id: approval.id, saying: next })}
            onFocus={() => setAt(approval.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface KeysProps {
  current: ApprovalView;
  picked: number;
  onPick(index: number): void;
  onSaying(saying: Saying): void;
  onMove(step: 1 | -1): void;
}

function Keys({ current, picked, onPick, onSaying, onMove }: KeysProps) {
  const act = useAct(current);
  const group = t('approvals.title');
  const mine = current.mayDecide
    ? [
        {
          keys: 'a',
          label: t('approvals.approve'),
          group,
          run: () => {
            if (!act.isPending) act.mutate({ name: 'approve', body: seenOf(current, picked) });
          },
        },
        { keys: 'r', label: t('approvals.reject'), group, run: () => onSaying('reject') },
        { keys: 'e', label: t('approvals.suggest'), group, run: () => onSaying('suggest') },
        ...current.offered.slice(0, 3).map((_, index) => ({
          keys: String(index + 1),
          label: t('approvals.pick', { number: index + 1 }),
          group,
          isHidden: true,
          run: () => onPick(index),
        })),
      ]
    : [];
  useShortcuts([
    { keys: 'j', label: t('approvals.next'), group, isHidden: true, run: () => onMove(1) },
    { keys: 'k', label: t('approvals.previous'), group, isHidden: true, run: () => onMove(-1) },
    ...mine,
  ]);
  return null;
}
