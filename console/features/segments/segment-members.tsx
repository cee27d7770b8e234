import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { CustomerView, SegmentView } from '#people/segments/schema.ts';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { boundOf, LookFurther } from '../../components/look-further.tsx';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { AddCustomer } from './add-customer.tsx';
import { CustomerList } from './customer-list.tsx';
import { segmentQueries } from './queries.ts';

/** Who is in a segment now; colleagues take somebody in, or keep somebody out, by hand. */
export function SegmentMembers({ segment, mayManage }: { segment: SegmentView; mayManage: boolean }) {
  const list = useInfiniteQuery(segmentQueries.members(segment.id));
  const queryClient = useQueryClient();
  const customers = list.data?.pages.flatMap((page) => page.items) ?? [];
  const bounded = boundOf(list.data?.pages ?? []);
  const put = async (accountId: string, isIn: boolean | null) => {
    const { before } = await api.post<{ before: boolean | null }>(`/segments/${segment.id}/picks`, {
      accountId,
      isIn,
    });
    await queryClient.invalidateQueries({ queryKey: ['segments'] });
    return before;
  };
  const pick = async (accountId: string, name: string, isIn: boolean) => {
    try {
      const before = await put(accountId, isIn);
      offerUndo({
        text: t(isIn ? 'segments.took' : 'segments.kept', { name }),
        undo: async () => void (await put(accountId, before)),
      });
    } catch (error) {
      toastError(error);
    }
  };
  const keepOut = ({ accountId, name }: CustomerView) => (
    <Button
      size="s"
      variant="ghost"
      aria-label={t('segments.keepOut.name', { name })}
      onClick={() => void pick(accountId, name, false)}
    >
      {t('segments.keepOut')}
    </Button>
  );
  return (
    <Section title={t('segments.members')} text={t('segments.members.text')}>
      {mayManage && <AddCustomer onAdd={(id, name) => pick(id, name, true)} />}
      {list.isPending ? (
        <SkeletonRows label={t('common.loading')} count={3} />
      ) : list.isError ? (
        <ErrorState error={list.error} isSmall onRetry={() => void list.refetch()} />
      ) : (
        <>
          {customers.length === 0 && bounded === undefined && (
            <p className="muted">{t('segments.members.none')}</p>
          )}
          <CustomerList
            customers={customers}
            label={t('segments.members')}
            {...(mayManage ? { actionOf: keepOut } : {})}
          />
        </>
      )}
      {bounded !== undefined ? (
        <LookFurther
          passed={bounded}
          isBusy={list.isFetchingNextPage}
          error={list.isFetchNextPageError ? list.error : null}
          onGo={() => void list.fetchNextPage()}
        />
      ) : (
        list.hasNextPage && (
          <p className="segment-more">
            <Button size="s" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          </p>
        )
      )}
    </Section>
  );
}
