import { Link, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { FolderOpen, FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { ConversationDetail } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import './cases.css';
import { PickCase } from './pick-case.tsx';
import { caseQueries } from './queries.ts';
import { CaseStatusBadge } from './status.tsx';
import { useCaseActions, useCaseNews } from './use-cases.ts';

/** Beside a conversation: the case it belongs to, or the way to one (`c`); and other cases of the same person. */
export function CasePanel({ detail }: { detail: ConversationDetail }) {
  useCaseNews();
  const can = useCan();
  const mayWork = can('cases.work');
  const actions = useCaseActions();
  const navigate = useNavigate();
  const [isPicking, setIsPicking] = useState(false);
  const others = (useQuery(caseQueries.ofAccount(detail.author.id)).data ?? []).filter(
    (row) => row.id !== detail.case?.id,
  );
  const open = () => {
    if (detail.case !== null) void navigate({ to: '/cases/$caseId', params: { caseId: detail.case.id } });
    else if (mayWork) void actions.open([detail.id]);
  };
  useShortcuts([
    {
      keys: 'c',
      label: t(detail.case === null ? 'cases.act.make' : 'cases.act.go'),
      group: t('inbox.group'),
      run: open,
    },
  ]);
  return (
    <section className="case-panel" aria-label={t('cases.panel')}>
      <h3>{t('cases.panel')}</h3>
      {detail.case === null ? (
        mayWork && (
          <div className="case-panel-actions">
            <Button size="s" icon={FolderPlus} shortcut="c" onClick={open}>
              {t('cases.act.make')}
            </Button>
            <Button size="s" icon={FolderOpen} onClick={() => setIsPicking(true)}>
              {t('cases.act.addTo')}
            </Button>
          </div>
        )
      ) : (
        <Link to="/cases/$caseId" params={{ caseId: detail.case.id }} className="case-panel-own">
          <span className="figures">#{detail.case.number}</span>
          <strong className="ellipsis grow" dir="auto">
            {detail.case.title}
          </strong>
          <span className="faint">{tn('cases.threads', detail.case.threads)}</span>
        </Link>
      )}
      {others.length > 0 && (
        <ul className="case-links">
          {others.slice(0, 5).map((row) => (
            <li key={row.id} className="case-link">
              <Link to="/cases/$caseId" params={{ caseId: row.id }} className="ellipsis grow" dir="auto">
                #{row.number} {row.title}
              </Link>
              <CaseStatusBadge status={row.status} />
              {detail.case === null && mayWork && (
                <Button size="s" variant="ghost" onClick={() => void actions.add(row.id, [detail.id])}>
                  {t('cases.act.addHere')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <PickCase
        kind={isPicking ? 'add' : null}
        except={[]}
        onClose={() => setIsPicking(false)}
        onPick={(row) => {
          setIsPicking(false);
          void actions.add(row.id, [detail.id]);
        }}
      />
    </section>
  );
}
