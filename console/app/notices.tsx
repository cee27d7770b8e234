import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Popover } from '../components/popover.tsx';
import { NoticeRow } from '../features/notices/notice-row.tsx';
import { useNoticeActions } from '../features/notices/use-notice-actions.ts';
import { t, tn } from '../i18n/index.ts';

/** The bell: what the program wants somebody to know. */
export function Notices() {
  const { data, error, refetch } = useQuery(queries.notices());
  const [isOpen, setOpen] = useState(false);
  const { read, readAll } = useNoticeActions();
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('shell.notices') : tn('shell.notices.unread', unread);
  const close = () => setOpen(false);
  return (
    <Popover
      label={t('shell.notices')}
      align="end"
      isBare
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="icon-button bell" aria-label={label} title={label}>
          <Bell size={16} aria-hidden />
          {unread > 0 && <span className="bell-dot" />}
        </button>
      }
    >
      <div className="notices">
        <div className="notices-head">
          {t('shell.notices')}
          {unread > 0 && (
            <Button size="s" variant="ghost" onClick={readAll}>
              {t('shell.notices.readAll')}
            </Button>
          )}
        </div>
        {data === undefined && error !== null ? (
          <ErrorState error={error} isSmall onRetry={() => void refetch()} />
        ) : data === undefined || data.items.length === 0 ? (
          <p className="pick-empty">{t('shell.notices.empty')}</p>
        ) : (
          <ul>
            {data.items.slice(0, 8).map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onRead={() => read(notice.id)} onLeave={close} />
            ))}
          </ul>
        )}
        <Link to={'/notices' as string} className="notices-foot" onClick={close}>
          {t('notices.all')}
        </Link>
      </div>
    </Popover>
  );
}
