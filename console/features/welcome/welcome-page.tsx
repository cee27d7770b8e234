import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { OwnerPage } from './owner-page.tsx';
import { Wizard } from './wizard.tsx';

export function WelcomePage() {
  const { data } = useQuery(queries.session());
  if (data === undefined) return null;
  if (data.user !== null) return <Wizard />;
  // The account is made, but the browser was not signed in: a proxy in between, or an address that keeps no cookies.
  if (!data.setup.needsOwner) return <Navigate to={'/sign-in' as string} search={{ next: '/welcome' }} />;
  return <OwnerPage />;
}
