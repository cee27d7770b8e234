import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGo } from '../../app/go.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { t } from '../../i18n/index.ts';
import { contributionQueries, type Proposal, type SourceWish } from './queries.ts';

export interface MakeProps {
  source: SourceWish;
  onClose(): void;
}

/** What is proposed to be made of something that was said, or the way to what somebody made of it already. */
export function MakeDialog(
  props: MakeProps & { what: 'article' | 'thread'; children: (proposal: Proposal) => ReactNode },
) {
  const { source, what, children, onClose } = props;
  const proposal = useQuery(contributionQueries.proposal(source));
  const { data } = proposal;
  const idOf = ({ articleId, threadId }: Proposal) => (what === 'article' ? articleId : threadId);
  if (data !== undefined && idOf(data) === null) return children(data);
  return (
    <Dialog title={t(`contributions.${what}`)} isOpen onOpenChange={onClose}>
      <Loaded query={proposal} rows={4}>
        {(there) => <There what={what} id={idOf(there) ?? ''} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

const DOORS = { article: '/knowledge', thread: '/community-desk' };

function There({ what, id, onClose }: { what: 'article' | 'thread'; id: string; onClose(): void }) {
  const go = useGo();
  const open = () => {
    onClose();
    go(`${DOORS[what]}/${id}`);
  };
  return (
    <Callout title={t(`contributions.${what}.there`)}>
      <Button onClick={open}>{t(`contributions.${what}.openIt`)}</Button>
    </Callout>
  );
}
