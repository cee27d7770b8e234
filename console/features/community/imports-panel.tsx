import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Import, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { ImportView } from './import-view.tsx';
import { NewImportDialog } from './new-import-dialog.tsx';
import { communityQueries } from './queries.ts';
import type { CommunitySearch } from './search.ts';

interface PanelProps {
  search: CommunitySearch;
  onChange(part: Partial<CommunitySearch>): void;
}

/** Communities that are brought over: all of them, and the one that is open. */
export function ImportsPanel({ search, onChange }: PanelProps) {
  const mayImport = useCan()('imports.manage');
  const queryClient = useQueryClient();
  const imports = useQuery({ ...communityQueries.imports(), enabled: mayImport });
  const [isNew, setNew] = useState(false);
  useLive(
    'imports.changed',
    () => void queryClient.invalidateQueries({ queryKey: ['community', 'imports'] }),
  );
  if (!mayImport) return <WhoCan permission="imports.manage" action={t('community.import.managing')} />;
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setNew(true)}>
      {t('community.import.add')}
    </Button>
  );
  return (
    <div className="community-tab">
      {search.import !== undefined && (
        <ImportView key={search.import} id={search.import} onClose={() => onChange({ import: undefined })} />
      )}
      <section className="stack" aria-label={t('community.imports')}>
        <h2>{t('community.imports')}</h2>
        <Loaded query={imports} rows={3}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState
                icon={Import}
                title={t('community.import.none')}
                text={t('community.import.none.text')}
                actions={add}
              />
            ) : (
              <>
                <div>{add}</div>
                <ul className="list community-list">
                  {items.map(({ id, name, origin, state, createdAt, createdBy }) => (
                    <li key={id} className="list-row">
                      <div className="row-main">
                        <div className="row-title">
                          <strong>{name}</strong>
                          <Badge isQuiet>{t(`community.import.state.${state}`)}</Badge>
                        </div>
                        <p className="muted">{origin}</p>
                        <p className="faint">
                          {createdBy} · <Time at={createdAt} />
                        </p>
                      </div>
                      <Button
                        onClick={() => onChange({ import: id })}
                        aria-label={t('community.import.openNamed', { name })}
                      >
                        {t('community.import.open')}
                      </Button>
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </section>
      {isNew && (
        <NewImportDialog
          onClose={() => setNew(false)}
          onMade={(id) => {
            setNew(false);
            onChange({ import: id });
          }}
        />
      )}
    </div>
  );
}
