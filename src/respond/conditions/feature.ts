import type { Feature } from '#platform/feature/index.ts';
import { routes } from './routes.ts';

export const conditionsFeature: Feature = { name: 'respond/conditions', routes };
