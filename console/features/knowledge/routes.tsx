import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readListSearch, readNewSearch } from './search.ts';

export const knowledgeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/knowledge',
    validateSearch: readListSearch,
    component: lazyRouteComponent(() => import('./knowledge-page.tsx'), 'KnowledgePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/knowledge/new',
    validateSearch: readNewSearch,
    component: lazyRouteComponent(() => import('./new-article.tsx'), 'NewArticlePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/knowledge/$articleId',
    component: lazyRouteComponent(() => import('./article-page.tsx'), 'ArticlePage'),
  }),
] as const;
