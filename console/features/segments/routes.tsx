import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

const editor = () => import('./segment-page.tsx');

export const segmentsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/segments',
    component: lazyRouteComponent(() => import('./segments-page.tsx'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/segments/new',
    component: lazyRouteComponent(editor, 'NewSegmentPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/segments/$segmentId',
    component: lazyRouteComponent(editor, 'SegmentPage'),
  }),
] as const;
