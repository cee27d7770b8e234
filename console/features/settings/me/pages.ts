export { AppearancePage } from './appearance-page.tsx';
export { ProfilePage } from './profile-page.tsx';
export { SecurityPage } from './security-page.tsx';
export { SessionsPage } from './sessions-page.tsx';
export { TokensPage } from './tokens-page.tsx';
