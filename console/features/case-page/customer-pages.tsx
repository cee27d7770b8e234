import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { CasePageView } from '#respond/case-page/schema.ts';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { t } from '../../i18n/index.ts';
import { Block } from '../cases/block.tsx';
import './case-page.css';
import { bodyOf, type PageWish } from './choice.ts';
import { OnePage } from './one-page.tsx';
import { PageDialog } from './page-dialog.tsx';
import { casePageQueries, makePage } from './queries.ts';
import { usePageActions } from './use-page-actions.ts';

/** Links by which the customer opens the case: what they show is chosen, looked at, changed, and taken back. */
export function CustomerPages({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = usePageActions();
  const { items = [], customers = [] } = useQuery(casePageQueries.of(detail.id)).data ?? {};
  const [link, setLink] = useState<string | null>(null);
  const [open, setOpen] = useState<CasePageView | 'new' | null>(null);
  const page = open === 'new' ? null : open;
  if (detail.threadsOf.length === 0) return null;
  const save = async (wish: PageWish) => {
    if (page === null) setLink((await makePage(detail.id, bodyOf(wish))).link);
    else await actions.change(page, bodyOf(wish));
    await actions.refresh();
  };
  return (
    <Block title={t('casePage.title')}>
      {link !== null && <CopyField label={t('casePage.link')} value={link} />}
      <ul className="case-links">
        {items
          .filter((each) => !each.isRevoked)
          .map((each) => (
            <OnePage
              key={each.id}
              page={each}
              onChange={() => setOpen(each)}
              onRevoke={() => void actions.revoke(each)}
            />
          ))}
      </ul>
      {can('cases.work') && customers.length > 0 && (
        <Button size="s" icon={ExternalLink} onClick={() => setOpen('new')}>
          {t('casePage.new')}
        </Button>
      )}
      {open !== null && (
        <PageDialog
          detail={detail}
          customers={customers}
          page={page}
          save={save}
          onClose={() => setOpen(null)}
        />
      )}
    </Block>
  );
}
