import { Link } from '@tanstack/react-router';
import { ExternalLink, Eye, EyeOff, Flag, Hourglass, ShieldAlert, Undo2, VolumeX } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Time } from '../../components/time.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import { isProfile, mayIgnore } from './cases.ts';
import type { Asked } from './decide-dialog.tsx';
import type { CaseView } from './queries.ts';
import { useDecide } from './use-decide.ts';

interface CardProps {
  /** Its id on the page. */
  place: string;
  row: CaseView;
  isCurrent: boolean;
  mayDecide: boolean;
  onAsk(wish: Asked): void;
  onFocus(): void;
}

/** One thing to decide: what it says, who wrote it, why it is here, and what can be done. */
export function CaseCard({ place, row, isCurrent, mayDecide, onAsk, onFocus }: CardProps) {
  const { author, title, text, url, why, openedAt, pictureUrl } = row;
  const kindKey = `moderation.kind.${row.kind}`;
  return (
    <li
      id={place}
      className={classNames('list-row moderation-case', isCurrent && 'is-current')}
      aria-current={isCurrent ? 'true' : undefined}
      onFocus={onFocus}
    >
      <div className="moderation-head">
        {hasMessage(kindKey) && <Badge isQuiet>{t(kindKey)}</Badge>}
        <strong dir="auto">{title}</strong>
        <StateBadge row={row} />
        {author && (
          <span className="muted">
            <Link to="/members/$memberId" params={{ memberId: author.id }}>
              {author.name}
            </Link>{' '}
            · {t('moderation.level', { level: author.level })}
          </span>
        )}
        <span className="faint figures">
          <Time at={openedAt} />
        </span>
      </div>
      <p className="moderation-text" dir="auto">
        {url === null ? t('moderation.gone') : text}
      </p>
      {pictureUrl !== null && (
        <img className="moderation-picture" src={pictureUrl} alt={t('moderation.kind.memberpicture')} />
      )}
      <ul className="moderation-why">
        {why.map(({ code, text: said }) => (
          <li key={`${code} ${said}`}>
            <ShieldAlert size={14} aria-hidden /> {said}
          </li>
        ))}
        <Flags row={row} />
      </ul>
      {row.decision !== null && (
        <p className="muted">
          {t(`moderation.decided.${row.decision}`, { name: row.decidedByName ?? '' })}
          {row.reason ? `: ${row.reason}` : ''}
        </p>
      )}
      <div className="moderation-acts">
        {mayDecide && <Acts row={row} onAsk={onAsk} />}
        {url !== null && (
          <a className="button button-ghost" href={url} target="_blank" rel="noreferrer">
            <ExternalLink size={14} aria-hidden /> {t('moderation.open')}
          </a>
        )}
      </div>
    </li>
  );
}

function StateBadge({ row }: { row: CaseView }) {
  if (row.isHeld)
    return (
      <Badge icon={Hourglass} tone="warn">
        {t('moderation.held')}
      </Badge>
    );
  return row.isHidden ? (
    <Badge icon={EyeOff} tone="bad">
      {t(isProfile(row) ? 'moderation.takenAway' : 'moderation.hidden')}
    </Badge>
  ) : (
    <Badge icon={Eye} isQuiet>
      {t('moderation.shown')}
    </Badge>
  );
}

function Flags({ row }: { row: CaseView }) {
  return row.flags.map((flag, index) => (
    <li key={flag.by?.id ?? index}>
      <Flag size={14} aria-hidden />{' '}
      {t('moderation.flag.by', {
        name: flag.by?.name ?? '–',
        reason: t(`moderation.reason.${flag.reason}.word`),
      })}
      {flag.text === null ? '' : ` – ${flag.text}`}{' '}
      <span className="faint">
        {t('moderation.flag.weight', { weight: flag.weight.toFixed(1) })}
        {flag.outcome === null ? '' : ` · ${t(`moderation.outcome.${flag.outcome}`)}`}
      </span>
    </li>
  ));
}

function Acts({ row, onAsk }: { row: CaseView; onAsk(wish: Asked): void }) {
  const { decide, undo } = useDecide(row);
  if (!row.isOpen)
    return (
      <Button icon={Undo2} isBusy={undo.isPending} onClick={() => undo.mutate(row.version)}>
        {t('moderation.undo')}
      </Button>
    );
  const isShown = !row.isHeld && !row.isHidden;
  return (
    <>
      <Button icon={EyeOff} variant="danger" onClick={() => onAsk('hide')}>
        {t(isProfile(row) ? 'moderation.takeAway' : 'moderation.hide')}
      </Button>
      <Button icon={Eye} isBusy={decide.isPending} onClick={() => decide.mutate({ decision: 'keep' })}>
        {t(isShown ? 'moderation.keep.flagged' : 'moderation.keep')}
      </Button>
      {mayIgnore(row) && (
        <Button onClick={() => decide.mutate({ decision: 'ignore' })}>{t('moderation.ignore')}</Button>
      )}
      <Button icon={VolumeX} onClick={() => onAsk('silence')}>
        {t(isProfile(row) ? 'moderation.takeAway.silence' : 'moderation.silence')}
      </Button>
    </>
  );
}
