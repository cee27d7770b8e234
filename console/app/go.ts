import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to an address known only as text, like those of the navigation, notices and the palette. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return useCallback((to) => void navigate({ to }), [navigate]);
}
