/** Trends: what topics have, counted by the hour, and everything that is read from these counts. */
export type { CountedLabels } from './domain/values.ts';
export { countDueHours, trendsObserver } from './counting.ts';
export { keepInStep } from './upkeep.ts';
export { readCountedLabels } from './labels.ts';
export { type LabelsToCount, labelsToCountPort } from './ports.ts';
export { trendsFeature } from './feature.ts';
/** Serves shared reports and the end of weekly mail, for people who are not signed in. */
export { escaped, pageHtml } from './reports/report-html.ts';
export { addTrendPages } from './reports/pages.ts';
export { runTrends } from './cli.ts';
/** Posts about the brand by hour, between two moments. */
export { readVolumes } from './volumes.ts';
export { addMark, listMarks, removeMark } from './boards/service.ts';
