export { AccountsPage } from './accounts-page.tsx';
export { BrandPage } from './brand-page.tsx';
export { TeamPage } from './team-page.tsx';
