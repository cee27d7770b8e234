import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useUndoKey } from '../../app/undo-key.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import './reviews.css';
import { AskingPanel } from './asking-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { ProductsPanel } from './products-panel.tsx';
import { ReviewsPanel } from './reviews-panel.tsx';
import { type ReviewsSearch, TABS } from './search.ts';

/** Reviews from behind: what to answer, products, who is asked, and how it goes. */
export function ReviewsPage() {
  const search: ReviewsSearch = useSearch({ strict: false });
  const tab = TABS.find((one) => one === search.tab) ?? 'reviews';
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useLive('review.changed', () => void queryClient.invalidateQueries({ queryKey: ['reviews'] }));
  useUndoKey(t('reviews.title'));
  const change = (part: Partial<ReviewsSearch>) =>
    void navigate({ to: '/reviews-desk', search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t('reviews.title')}
      text={t(`reviews.text.${tab}`)}
      width="wide"
      actions={
        <Button icon={ExternalLink} onClick={() => void window.open('/reviews', '_blank', 'noopener')}>
          {t('reviews.visit')}
        </Button>
      }
    >
      <TabNav label={t('reviews.title')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/reviews-desk"
            search={each === 'reviews' ? {} : { tab: each }}
            className="tab"
            activeOptions={{ exact: true, includeSearch: true }}
            data-state={each === tab ? 'active' : 'inactive'}
          >
            {t(`reviews.tab.${each}`)}
          </Link>
        ))}
      </TabNav>
      <div className="reviews-tab">
        {tab === 'reviews' && <ReviewsPanel search={search} onChange={change} />}
        {tab === 'products' && <ProductsPanel />}
        {tab === 'asking' && <AskingPanel />}
        {tab === 'figures' && <FiguresPanel />}
      </div>
    </Page>
  );
}
