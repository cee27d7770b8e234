import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { SourceView } from '../../api/types.ts';
import { useGo } from '../../app/go.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Sparkline } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { HealthBadge } from './health-badge.tsx';
import { delayText } from './lag.ts';
import { RemoveSource } from './remove-source.tsx';
import { sourceEntries } from './source-entries.ts';
import { useSourceActions } from './use-source-actions.ts';

export function SourceRow({ source, mayManage }: { source: SourceView; mayManage: boolean }) {
  return (
    <li className="source-row">
      <div className="source-about">
        <div className="source-title">
          <NetworkIcon network={source.network} size={16} />
          <Link to={`/sources/${source.id}` as string} className="source-name">
            {source.name}
          </Link>
          <HealthBadge health={source.health} />
        </div>
        {source.description !== '' && <p className="source-description ellipsis">{source.description}</p>}
        {source.problem !== null && (
          <p className={`source-problem source-problem-${source.health}`}>{source.problem}</p>
        )}
        {source.gaps.length > 0 && (
          <p className="source-gap">
            <Link to={`/sources/${source.id}` as string}>
              {t('sources.hasGaps', { count: source.gaps.length })}
            </Link>
          </p>
        )}
      </div>
      <Figures source={source} />
      {mayManage && <SourceMenu source={source} />}
    </li>
  );
}

function Figures({ source }: { source: SourceView }) {
  const { seen, kept, refused } = source.lastHour;
  return (
    <div className="source-figures">
      <dl>
        <div>
          <dt>{t('sources.lag')}</dt>
          <dd>
            {source.lagSeconds === null ? (
              <span className="faint">–</span>
            ) : (
              <span className="figures">{delayText(source.lagSeconds)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('sources.lastItem')}</dt>
          <dd>
            {source.lastItemAt === null ? <span className="faint">–</span> : <Time at={source.lastItemAt} />}
          </dd>
        </div>
        <div>
          <dt>{t('sources.seen')}</dt>
          <dd className="figures">{shortNumber(seen)}</dd>
        </div>
        <div>
          <dt>{t('sources.kept')}</dt>
          <dd className="figures">{shortNumber(kept)}</dd>
        </div>
        <div>
          <dt>{t('sources.refused')}</dt>
          <dd className="figures">
            {refused === 0 ? (
              '0'
            ) : (
              <Link to={`/sources/refusals?source=${source.id}` as string}>{shortNumber(refused)}</Link>
            )}
          </dd>
        </div>
      </dl>
      {seen > 0 && (
        <Sparkline
          values={source.perMinute}
          width={112}
          height={28}
          label={t('sources.rate', {
            seen: shortNumber(seen),
            top: shortNumber(Math.max(0, ...source.perMinute)),
          })}
        />
      )}
    </div>
  );
}

function SourceMenu({ source }: { source: SourceView }) {
  const actions = useSourceActions();
  const go = useGo();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={t('sources.menu', { name: source.name })} icon={Ellipsis} />}
        entries={sourceEntries(source, actions, {
          open: () => go(`/sources/${source.id}`),
          remove: () => setRemoving(true),
        })}
      />
      <RemoveSource source={source} isOpen={isRemoving} onOpenChange={setRemoving} />
    </>
  );
}
