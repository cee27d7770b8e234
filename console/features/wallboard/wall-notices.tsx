import { Hand, OctagonPause, TrendingUp } from 'lucide-react';
import { hasMessage, t } from '../../i18n/index.ts';
import type { Wall } from './types.ts';

/** What everybody must know: nothing leaves, not everybody may send, more is said than usual. */
export function WallNotices({ wall: { suspended, stage, spikes } }: { wall: Wall }) {
  const stageText = `wallboard.stage.${stage}`;
  const isLimited = hasMessage(stageText);
  if (suspended.length + spikes.length === 0 && !isLimited) return null;
  return (
    <ul className="wall-notices">
      {suspended.map(({ label, reason }) => (
        <li key={label} className="wall-bad">
          <OctagonPause aria-hidden />
          <strong>{t('wallboard.suspended', { label })}</strong> <span>{reason}</span>
        </li>
      ))}
      {isLimited && (
        <li className="wall-warn">
          <Hand aria-hidden />
          {t(stageText)}
        </li>
      )}
      {spikes.map(({ topic, since }) => (
        <li key={topic + since} className="wall-warn">
          <TrendingUp aria-hidden />
          {t('wallboard.spike', { topic })}
        </li>
      ))}
    </ul>
  );
}
