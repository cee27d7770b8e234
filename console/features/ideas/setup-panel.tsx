import { useQuery } from '@tanstack/react-query';
import { Archive, Download, EyeOff, FolderPlus, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { BoardDialog } from './board-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { type BoardView, ideaQueries } from './queries.ts';
import { SettingsForm } from './settings-form.tsx';

/** Boards and who sees them, what first posters read, import and export. */
export function SetupPanel() {
  const mayManage = useCan()('ideas.manage');
  const boards = useQuery(ideaQueries.boards());
  const [open, setOpen] = useState<BoardView | 'new' | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
      {t('ideas.board.add')}
    </Button>
  );
  return (
    <div className="stack">
      <WhoCan permission="ideas.manage" action={t('ideas.managing')} />
      <section className="stack" aria-label={t('ideas.boards')}>
        <h2>{t('ideas.boards')}</h2>
        <Loaded query={boards} rows={2}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState
                icon={FolderPlus}
                title={t('ideas.board.none')}
                text={t('ideas.board.none.text')}
                actions={mayManage && add}
              />
            ) : (
              <>
                {mayManage && <div>{add}</div>}
                <ul className="list ideas-list">
                  {items.map((board) => (
                    <Row
                      key={board.id}
                      board={board}
                      onChange={mayManage ? () => setOpen(board) : undefined}
                    />
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </section>
      {mayManage && <SettingsForm />}
      {mayManage && boards.data !== undefined && boards.data.length > 0 && (
        <section className="stack" aria-label={t('ideas.exchange')}>
          <h2>{t('ideas.exchange')}</h2>
          <p className="muted">{t('ideas.exchange.text')}</p>
          <div className="ideas-head">
            <FileButton label={t('ideas.import')} accept=".csv,.txt" onRead={setFile} />
            <Button
              icon={Download}
              onClick={() => void window.open('/api/v1/ideas/export', '_blank', 'noopener')}
            >
              {t('ideas.export')}
            </Button>
          </div>
        </section>
      )}
      {open !== null && (
        <BoardDialog
          board={open === 'new' ? undefined : open}
          position={open === 'new' ? (boards.data?.length ?? 0) : open.position}
          onClose={() => setOpen(null)}
        />
      )}
      {file !== null && <ImportDialog text={file} boards={boards.data ?? []} onClose={() => setFile(null)} />}
    </div>
  );
}

function Row({ board, onChange }: { board: BoardView; onChange: (() => void) | undefined }) {
  const { name, text, whoSees, isArchived, ideas } = board;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{name}</strong>
          {whoSees !== 'everybody' && (
            <Badge icon={whoSees === 'staff' ? EyeOff : Lock} isQuiet>
              {t(`ideas.sees.${whoSees}`)}
            </Badge>
          )}
          {isArchived && (
            <Badge icon={Archive} isQuiet>
              {t('ideas.board.archived')}
            </Badge>
          )}
        </div>
        <p className="muted">{text}</p>
        <p className="faint figures">{tn('ideas.open.count', ideas)}</p>
      </div>
      {onChange && (
        <Button onClick={onChange} aria-label={t('common.change', { name })}>
          {t('ideas.change')}
        </Button>
      )}
    </li>
  );
}
