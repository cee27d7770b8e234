import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Package, Star } from 'lucide-react';
import { SelectField } from '../../components/field.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { reviewQueries } from './queries.ts';
import { ReviewRow } from './review-row.tsx';
import { type List, LISTS, type ReviewsSearch, whyEmpty } from './search.ts';

/** Reviews to answer, and all others. */
export function ReviewsPanel({
  search,
  onChange,
}: {
  search: ReviewsSearch;
  onChange(part: Partial<ReviewsSearch>): void;
}) {
  const { list = 'answer', product, stars } = search;
  const reviews = useInfiniteQuery(reviewQueries.list({ list, product, stars }));
  const items = reviews.data?.pages.flatMap((page) => page.items) ?? [];
  const products = useQuery(reviewQueries.products());
  return (
    <div className="stack">
      <div className="reviews-filters">
        <SelectField
          label={t('reviews.list')}
          value={list}
          onChange={(event) => onChange({ list: event.target.value as List })}
          choices={LISTS.map((value) => ({ value, label: t(`reviews.list.${value}`) }))}
        />
        <SelectField
          label={t('reviews.product')}
          value={product ?? ''}
          onChange={(event) => onChange({ product: event.target.value })}
          choices={[
            { value: '', label: t('reviews.product.any') },
            ...(products.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={t('reviews.stars')}
          value={String(stars ?? '')}
          onChange={(event) => onChange({ stars: Number(event.target.value) })}
          choices={[
            { value: '', label: t('reviews.stars.any') },
            ...[5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: tn('reviews.stars', n) })),
          ]}
        />
      </div>
      <MoreList
        found={reviews}
        label={t(`reviews.list.${list}`)}
        empty={<Nothing why={whyEmpty(search, products.data?.length)} />}
      >
        {items.map((review) => (
          <ReviewRow key={review.id} review={review} />
        ))}
      </MoreList>
    </div>
  );
}

function Nothing({ why }: { why: ReturnType<typeof whyEmpty> }) {
  if (why !== 'no-product')
    return <EmptyState icon={Star} title={t(`reviews.none.${why}`)} text={t('reviews.none.text')} />;
  return (
    <EmptyState
      icon={Package}
      title={t('reviews.product.none')}
      text={t('reviews.product.none.text')}
      actions={
        <Link className="button button-primary" to="/reviews-desk" search={{ tab: 'products' }}>
          {t('reviews.tab.products')}
        </Link>
      }
    />
  );
}
