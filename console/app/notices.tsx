import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { Notice } from '../api/types.ts';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { Popover } from '../components/popover.tsx';
import { Time } from '../components/time.tsx';
import { toastError } from '../components/toast.tsx';
import { t, tn } from '../i18n/index.ts';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert };

/** The bell: what the program wants somebody to know. */
export function Notices() {
  const { data } = useQuery(queries.notices());
  const queryClient = useQueryClient();
  const settled = () => queryClient.invalidateQueries({ queryKey: ['notices'] });
  const read = useMutation({
    mutationFn: (id: string) => api.post(`/notices/${id}/read`),
    onSettled: settled,
  });
  const readAll = useMutation({
    mutationFn: () => api.post('/notices/read-all'),
    onSettled: settled,
    onError: toastError,
  });
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('shell.notices') : tn('shell.notices.unread', unread);
  return (
    <Popover
      label={t('shell.notices')}
      align="end"
      isBare
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
            <Button size="s" variant="ghost" onClick={() => readAll.mutate()}>
              {t('shell.notices.readAll')}
            </Button>
          )}
        </div>
        {data === undefined || data.items.length === 0 ? (
          <p className="pick-empty">{t('shell.notices.empty')}</p>
        ) : (
          <ul>
            {data.items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onRead={() => read.mutate(notice.id)} />
            ))}
          </ul>
        )}
      </div>
    </Popover>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead(): void }) {
  const Icon = ICONS[notice.level];
  return (
    <li className={classNames('notice', `notice-${notice.level}`, notice.readAt !== null && 'notice-read')}>
      <Icon size={16} aria-label={notice.level} />
      <strong>{notice.title}</strong>
      <Time at={notice.at} className="faint" />
      <p>{notice.text}</p>
      {notice.link !== null && notice.link.startsWith('/') && (
        <Link to={notice.link} onClick={onRead}>
          {t('shell.notices.open')}
        </Link>
      )}
    </li>
  );
}
