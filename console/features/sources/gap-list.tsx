import { Unlink } from 'lucide-react';
import type { SourceView } from '../../api/types.ts';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';

/** Stretches of time that the network would not replay. */
export function GapList({ gaps }: { gaps: SourceView['gaps'] }) {
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={`${gap.from}-${gap.to}-${gap.reason}`}>
          <Unlink size={14} aria-hidden />
          <span>
            {gap.from === null ? t('sources.gap.unknown') : <Time at={gap.from} as="exact" />}
            {' – '}
            {gap.to === null ? t('sources.gap.unknown') : <Time at={gap.to} as="exact" />}
            <span className="muted gap-reason">{gap.reason}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
