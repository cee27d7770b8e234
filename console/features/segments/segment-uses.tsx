import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Section } from '../../components/page.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import { segmentQueries } from './queries.ts';

/** What asks for a segment: as long as anything does, it stays. */
export function SegmentUses({ id }: { id: string }) {
  const uses = useQuery(segmentQueries.uses(id)).data;
  if (!uses) return null;
  return (
    <Section title={t('segments.uses')} text={t('segments.uses.text')}>
      {uses.length === 0 ? (
        <p className="muted">{t('segments.uses.none')}</p>
      ) : (
        <ul className="list" aria-label={t('segments.uses')}>
          {uses.map(({ kind, name, link }) => {
            const key = `segments.use.${kind}`;
            return (
              <li key={kind + link + name} className="segment-customer">
                <span className="muted">{hasMessage(key) ? t(key) : kind}</span>
                <Link to={link}>{name}</Link>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
