import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SourceView } from '../../api/types.ts';
import { networkName } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { delayText } from './lag.ts';
import { MinuteBars } from './minute-bars.tsx';

/** The figures of one source: how it reads, and what the last hour brought. */
export function SourceFacts({ source }: { source: SourceView }) {
  const { seen, kept, refused } = source.lastHour;
  return (
    <>
      <dl className="facts">
        <Fact name={t('sources.network')}>{networkName(source.network)}</Fact>
        <Fact name={t('sources.lag')}>
          {source.lagSeconds === null ? '–' : <span className="figures">{delayText(source.lagSeconds)}</span>}
        </Fact>
        <Fact name={t('sources.lastItem')}>
          {source.lastItemAt === null ? t('common.never') : <Time at={source.lastItemAt} />}
        </Fact>
        <Fact name={t('sources.lastRead')}>
          {source.lastReadAt === null ? t('common.never') : <Time at={source.lastReadAt} />}
        </Fact>
        {source.nextReadAt !== null && (
          <Fact name={t('sources.nextRead')}>
            <Time at={source.nextReadAt} />
          </Fact>
        )}
        <Fact name={t('sources.since')}>
          <Time at={source.createdAt} />
        </Fact>
      </dl>
      <div className="hour">
        <h2>{t('sources.hour')}</h2>
        <p className="muted">
          {t('sources.hour.text', { seen: shortNumber(seen), kept: shortNumber(kept) })}{' '}
          {refused > 0 ? (
            <Link to={`/sources/refusals?source=${source.id}` as string}>
              {t('sources.hour.refused', { refused: shortNumber(refused) })}
            </Link>
          ) : (
            t('sources.hour.noneRefused')
          )}
        </p>
        <MinuteBars perMinute={source.perMinute} />
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
