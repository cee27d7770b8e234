import { FileHeart } from 'lucide-react';
import { useState } from 'react';
import type { ConversationDetail } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { withLink } from './with-link.ts';
import { makePage } from './queries.ts';

interface InsertProps {
  detail: ConversationDetail;
  text: string;
  write(text: string): void;
}

/** In the composer: puts the link to the customer's page of the case at the end of what is being written. */
export function InsertCaseLink({ detail, text, write }: InsertProps) {
  const can = useCan();
  const [isBusy, setIsBusy] = useState(false);
  const { case: its } = detail;
  if (its === null || !can('cases.work')) return null;
  const insert = async () => {
    setIsBusy(true);
    try {
      write(withLink(text, (await makePage(its.id, { conversationIds: [detail.id] })).link));
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <IconButton
      icon={FileHeart}
      label={t('casePage.insert')}
      disabled={isBusy}
      onClick={() => void insert()}
    />
  );
}
