import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLive } from '../../app/live.ts';
import { approvalQueries } from './queries.ts';
import type { Outlook } from './types.ts';
import { wishOf } from './wish.ts';

const PAUSE_MS = 500;

/** What a reply that is being written would wait for, and what its author asks for himself. */
export function useApprovalWish(
  conversationId: string,
  { text, accountId, files }: { text: string; accountId: string; files: number },
) {
  const [isWanted, setWanted] = useState(false);
  const [alternatives, setAlternatives] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState({ text, accountId, files });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ text, accountId, files }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, accountId, files]);
  const found = useQuery(approvalQueries.outlook(conversationId, asked));
  useLive('approvals.configured', () => void found.refetch());
  const outlook: Outlook | null = found.data ?? null;
  return {
    outlook,
    waits: isWanted || alternatives.length > 0 || outlook?.waits === true,
    isWanted,
    alternatives,
    note,
    setWanted,
    setAlternatives,
    setNote,
    wish: wishOf({ isWanted, alternatives, note }),
    clear: () => {
      setWanted(false);
      setAlternatives([]);
      setNote('');
    },
  };
}

export type ApprovalWish = ReturnType<typeof useApprovalWish>;
