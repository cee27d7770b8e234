import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { t, tn } from '../../i18n/index.ts';

/** What stands now, and the way to the work. */
export function DoneStep() {
  const topics = useQuery(queries.topics()).data?.length ?? 0;
  const sources = useQuery(queries.sources()).data?.length ?? 0;
  const accounts = useQuery(queries.accounts()).data?.length ?? 0;
  return (
    <div className="stack">
      <ul className="done-list">
        <li>{tn('welcome.done.topics', topics)}</li>
        <li>{tn('welcome.done.sources', sources)}</li>
        <li>{tn('welcome.done.accounts', accounts)}</li>
      </ul>
      <p className="muted">{t('welcome.done.settings')}</p>
      <p className="row muted done-keys">
        <KeyHint keys="?" /> {t('welcome.done.keys')}
      </p>
      <div className="form-actions">
        <Link to={'/inbox' as string} className="button button-primary button-m">
          {t('welcome.done.inbox')}
        </Link>
        <Link to={'/stream' as string} className="button button-secondary button-m">
          {t('welcome.done.stream')}
        </Link>
      </div>
    </div>
  );
}
