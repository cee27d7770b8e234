import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, UsersRound } from 'lucide-react';
import type { SegmentView } from '#people/segments/schema.ts';
import { useCan } from '../../app/session.ts';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { segmentQueries } from './queries.ts';
import './segments.css';

/** All segments of customers, with what is asked of those who are in. */
export function SegmentsPage() {
  const segments = useQuery(segmentQueries.list());
  const mayManage = useCan()('segments.manage');
  const add = mayManage && (
    <Link to="/segments/new" className="button button-primary button-m">
      <Plus size={16} aria-hidden />
      {t('segments.add')}
    </Link>
  );
  return (
    <Page title={t('segments.title')} text={t('segments.text')} actions={add}>
      <Loaded query={segments} rows={4}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={UsersRound} title={t('segments.empty.title')} text={t('segments.empty.text')} />
          ) : (
            <ul className="list" aria-label={t('segments.title')}>
              {items.map((segment) => (
                <Row key={segment.id} segment={segment} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function Row({ segment: { id, name, description, text, picked } }: { segment: SegmentView }) {
  return (
    <li className="segment-row">
      <Link to="/segments/$segmentId" params={{ segmentId: id }}>
        <strong>{name}</strong>
      </Link>
      {description !== '' && <p>{description}</p>}
      <p className="muted">{text === '' ? t('segments.byHand') : text}</p>
      {picked.in > 0 && <p className="faint">{tn('segments.picked', picked.in)}</p>}
    </li>
  );
}
