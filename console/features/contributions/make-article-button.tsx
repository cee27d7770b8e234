import { BookPlus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { MakeArticle } from './make-article.tsx';

/** At the head of a solved thread or case: makes an article of it, or leads to the one that there is. */
export function MakeArticleButton({ kind, id }: { kind: 'thread' | 'case'; id: string }) {
  const mayWrite = useCan()('knowledge.write');
  const [isOpen, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button icon={BookPlus} onClick={() => setOpen(true)}>
        {t('contributions.article')}
      </Button>
      {isOpen && <MakeArticle source={{ kind, id }} onClose={() => setOpen(false)} />}
    </>
  );
}
