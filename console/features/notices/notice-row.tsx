import { Link } from '@tanstack/react-router';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Notice } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import './notices.css';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert };

interface NoticeRowProps {
  notice: Notice;
  onRead(): void;
  /** Called when its link was followed: the panel closes then. */
  onLeave?(): void;
}

/** What happened, what was kept, what to do; its level by shape, word and colour. */
export function NoticeRow({ notice, onRead, onLeave }: NoticeRowProps) {
  const Icon = ICONS[notice.level];
  const isUnread = notice.readAt === null;
  const link = notice.link?.startsWith('/') === true && !notice.link.startsWith('//') ? notice.link : null;
  return (
    <li className={classNames('notice', `notice-${notice.level}`, !isUnread && 'notice-read')}>
      <Icon size={16} aria-hidden />
      <strong>
        <span className="notice-level">{t(`notices.level.${notice.level}`)}</span>
        {notice.title}
        {isUnread && <span className="visually-hidden"> ({t('notices.unread')})</span>}
      </strong>
      <Time at={notice.at} className="faint" />
      <p>{notice.text}</p>
      {(link !== null || isUnread) && (
        <div className="notice-actions">
          {link !== null && (
            <Link
              to={link}
              className="button button-secondary button-s"
              onClick={() => {
                onRead();
                onLeave?.();
              }}
            >
              {t('shell.notices.open')}
            </Link>
          )}
          {isUnread && (
            <Button size="s" variant="ghost" onClick={onRead}>
              {t('notices.markRead')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
