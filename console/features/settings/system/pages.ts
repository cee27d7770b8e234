export { AboutPage } from './about-page.tsx';
export { AuditPage } from './audit-page.tsx';
export { FirstStepsPage } from './first-steps-page.tsx';
export { SamplePage } from './sample-page.tsx';
