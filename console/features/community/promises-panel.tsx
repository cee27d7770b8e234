import { useQuery } from '@tanstack/react-query';
import { Timer } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { t, tn } from '../../i18n/index.ts';
import { PromiseDialog } from './promise-dialog.tsx';
import { communityQueries, type Promised } from './queries.ts';

/** Within what time questions of each category get a first answer; what waits longer becomes a case. */
export function PromisesPanel() {
  const mayPromise = useCan()('together.promise');
  const promises = useQuery(communityQueries.promises());
  const [open, setOpen] = useState<Promised | null>(null);
  if (promises.data?.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="community-promises">
      <div>
        <h2 id="community-promises">{t('community.promises')}</h2>
        <p className="muted">{t('community.promises.text')}</p>
      </div>
      <Loaded query={promises} rows={3}>
        {(all) => (
          <ul className="list community-list">
            {all.map((one) => (
              <li key={one.categoryId} className="list-row">
                <div className="row-main">
                  <div className="row-title">
                    <strong>{one.name}</strong>
                  </div>
                  <p className="muted">
                    {one.hours === null
                      ? t('community.promises.none')
                      : tn('community.promises.within', one.hours)}
                  </p>
                </div>
                {mayPromise && (
                  <Button
                    icon={Timer}
                    aria-label={t('community.promises.changeNamed', { name: one.name })}
                    onClick={() => setOpen(one)}
                  >
                    {t('community.promises.change')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {open && <PromiseDialog promised={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
