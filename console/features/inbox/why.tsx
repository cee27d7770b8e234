import type { Factor } from '../../api/types.ts';
import { Popover } from '../../components/popover.tsx';
import { signed } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import './why.css';

/** The points of a conversation as a small button that explains them. */
export function PriorityButton({ priority, factors }: { priority: number; factors: readonly Factor[] }) {
  const points = Math.round(priority);
  return (
    <Popover
      label={t('inbox.why.title')}
      align="end"
      trigger={
        <button
          type="button"
          className="priority figures"
          aria-label={t('inbox.row.priority', { points })}
          title={t('inbox.why.title')}
        >
          {points}
        </button>
      }
    >
      <h2 className="why-title">{t('inbox.why.title')}</h2>
      <Factors priority={priority} factors={factors} />
    </Popover>
  );
}

/** Every factor with its reason and points, largest first, and their sum. */
export function Factors({ priority, factors }: { priority: number; factors: readonly Factor[] }) {
  const sorted = [...factors].sort((a, b) => b.points - a.points);
  const top = Math.max(1, ...sorted.map((factor) => Math.abs(factor.points)));
  if (sorted.length === 0) return <p className="why-text">{t('inbox.why.none')}</p>;
  return (
    <>
      <ul className="why">
        {sorted.map((factor) => (
          <li key={factor.key} className="why-row">
            <span className="grow">
              {factor.reason}
              {factor.weight !== undefined && (
                <span className="faint"> · {t('inbox.why.weight', { weight: factor.weight })}</span>
              )}
            </span>
            <span className="figures">{signed(factor.points)}</span>
            <span className={factor.points < 0 ? 'why-bar why-bar-less' : 'why-bar'} aria-hidden>
              <span style={{ width: `${(Math.abs(factor.points) / top) * 100}%` }} />
            </span>
          </li>
        ))}
        <li className="why-row why-total">
          <span className="grow">{t('inbox.why.total')}</span>
          <span className="figures">{Math.round(priority)}</span>
        </li>
      </ul>
      <p className="why-text">{t('inbox.why.text')}</p>
    </>
  );
}
