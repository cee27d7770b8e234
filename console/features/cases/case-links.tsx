import { Link } from '@tanstack/react-router';
import { Link2, X } from 'lucide-react';
import { useState } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { Block } from './block.tsx';
import { PickCase } from './pick-case.tsx';
import { CaseStatusBadge } from './status.tsx';
import { Together } from './together.tsx';
import { useCaseActions } from './use-cases.ts';

const SHOWN = 8;

/** Cases that belong together, and what can be done to all of them at once. */
export function CaseLinks({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const [isPicking, setIsPicking] = useState(false);
  const shown = detail.links.slice(0, SHOWN);
  const shownDown = shown.filter((link) => !link.isUp).length;
  return (
    <Block
      title={detail.linkedCount > 0 ? tn('cases.linked', detail.linkedCount) : t('cases.links')}
      actions={
        can('cases.work') && (
          <IconButton size="s" icon={Link2} label={t('cases.act.link')} onClick={() => setIsPicking(true)} />
        )
      }
    >
      {detail.links.length === 0 && <p className="faint">{t('cases.links.none')}</p>}
      <ul className="case-links">
        {shown.map(({ kind, isUp, case: other }) => (
          <li key={`${kind} ${other.id} ${isUp}`} className="case-link">
            <span className="faint">{t(`cases.link.${kind}.${isUp ? 'up' : 'down'}`)}</span>
            <Link to="/cases/$caseId" params={{ caseId: other.id }} className="ellipsis grow" dir="auto">
              #{other.number} {other.title}
            </Link>
            <CaseStatusBadge status={other.status} />
            {can('cases.work') && (
              <IconButton
                size="s"
                icon={X}
                label={t('cases.links.remove', { number: other.number })}
                onClick={() =>
                  void (isUp
                    ? actions.unlink(detail.id, other.id, kind)
                    : actions.unlink(other.id, detail.id, kind))
                }
              />
            )}
          </li>
        ))}
      </ul>
      {detail.linkedCount > shownDown && (
        <Link to="/cases" search={{ linkedTo: detail.id }}>
          {t('cases.links.all')}
        </Link>
      )}
      <Together key={detail.id} detail={detail} />
      <PickCase
        kind={isPicking ? 'link' : null}
        except={[detail.id]}
        onClose={() => setIsPicking(false)}
        onPick={(row, kind) => {
          setIsPicking(false);
          void actions.link([detail.id], row.id, kind);
        }}
      />
    </Block>
  );
}
