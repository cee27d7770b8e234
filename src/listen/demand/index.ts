/** Local demand: what people need where, against what is usual there, and which outlets will run short. */
import './events.ts';

export { countDueDays as countDueNeeds, demandObserver } from './counting.ts';
export { demandFeature } from './feature.ts';
export { createNeed, listNeeds, removeNeed } from './needs.ts';
export { readPicture } from './picture.ts';
export { listOutlets, removeOutlet, takeOutlets } from './outlets.ts';
