import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import type { Status } from '#embrace/ideas/schema.ts';
import { useCan } from '../../app/session.ts';
import { t, tn } from '../../i18n/index.ts';
import type { IdeaView } from './queries.ts';
import { besideOf, stepOf } from './roadmap.ts';
import { STATUSES } from './search.ts';
import { StatusDialog } from './status-dialog.tsx';

/** Ideas by status. A card goes to another column by dragging, or by Alt with an arrow key; each time the reason is asked. */
export function Columns({ ideas }: { ideas: readonly IdeaView[] }) {
  const mayManage = useCan()('ideas.manage');
  const [held, setHeld] = useState<IdeaView | null>(null);
  const [over, setOver] = useState<Status | null>(null);
  const [wish, setWish] = useState<{ idea: IdeaView; status: Status } | null>(null);
  const move = (idea: IdeaView, status: Status | undefined) => {
    if (mayManage && status !== undefined && status !== idea.status) setWish({ idea, status });
  };
  const onKeyDown = (event: KeyboardEvent, idea: IdeaView) => {
    const step = stepOf(event);
    if (step === 0) return;
    event.preventDefault();
    move(idea, besideOf(idea.status, step));
  };
  return (
    <>
      {mayManage && <p className="faint">{t('ideas.columns.hint')}</p>}
      <div className="ideas-columns" tabIndex={0} role="group" aria-label={t('ideas.view.columns')}>
        {STATUSES.map((status) => {
          const own = ideas.filter((idea) => idea.status === status);
          return (
            <section
              key={status}
              className="ideas-column"
              aria-label={t(`ideas.status.${status}`)}
              data-over={over === status && held !== null ? '' : undefined}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(status);
              }}
              onDrop={() => {
                if (held !== null) move(held, status);
              }}
            >
              <h2>
                {t(`ideas.status.${status}`)} <span className="faint figures">{own.length}</span>
              </h2>
              <ul>
                {own.map((idea) => (
                  <li
                    key={idea.id}
                    draggable={mayManage}
                    onDragStart={() => setHeld(idea)}
                    onDragEnd={() => {
                      setHeld(null);
                      setOver(null);
                    }}
                    onKeyDown={(event) => onKeyDown(event, idea)}
                  >
                    <Link to="/ideas-desk/$ideaId" params={{ ideaId: idea.id }} dir="auto" draggable={false}>
                      {idea.title}
                    </Link>
                    <p className="faint figures">{tn('ideas.persons', idea.votes)}</p>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {wish !== null && <StatusDialog idea={wish.idea} status={wish.status} onClose={() => setWish(null)} />}
    </>
  );
}
