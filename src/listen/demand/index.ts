/** Local demand: what people need where, against what is usual there, and which outlets will run short. */
import './events.ts';

export { demandObserver } from './counting.ts';
export { demandErrors } from './errors.ts';
export { demandFeature } from './feature.ts';
export { createNeed } from './needs.ts';
export { takeOutlets } from './outlets.ts';
