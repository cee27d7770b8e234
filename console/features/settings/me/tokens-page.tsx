import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { Callout } from '../../../components/callout.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { CopyField } from '../../../components/copy-field.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { EmptyState, Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { Time, useNow } from '../../../components/time.tsx';
import { t } from '../../../i18n/index.ts';
import { settingsQueries } from '../queries.ts';
import type { Token } from '../types.ts';
import { TokenForm } from './token-form.tsx';

/** Personal tokens for programs that use the API in this person's name. */
export function TokensPage() {
  const { data, error, isPending, refetch } = useQuery(settingsQueries.tokens());
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<(Token & { token: string }) | null>(null);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['tokens'] });
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>
      {t('settings.tokens.add')}
    </Button>
  );
  return (
    <Page
      title={t('settings.tokens')}
      text={
        <>
          {t('settings.tokens.text')} <a href="/api">{t('settings.about.api')}</a>
        </>
      }
      actions={data?.length ? add : undefined}
    >
      <div className="stack">
        {made !== null && (
          <Callout tone="ok" isUrgent title={t('settings.tokens.made', { name: made.name })}>
            <CopyField
              label={t('settings.tokens.token')}
              value={made.token}
              hint={t('settings.tokens.once')}
            />
          </Callout>
        )}
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.length === 0 ? (
          <EmptyState
            icon={SquareTerminal}
            title={t('settings.tokens.empty')}
            text={t('settings.tokens.emptyText')}
            actions={add}
          />
        ) : (
          <ul className="list">
            {data.map((token) => (
              <TokenRow key={token.id} token={token} onEnded={renew} />
            ))}
          </ul>
        )}
      </div>
      <Dialog title={t('settings.tokens.add')} isOpen={isMaking} onOpenChange={setMaking} size="l">
        <TokenForm
          onMade={(token) => {
            setMade(token);
            setMaking(false);
            void renew();
          }}
        />
      </Dialog>
    </Page>
  );
}

function TokenRow({ token, onEnded }: { token: Token; onEnded(): Promise<unknown> }) {
  const [isEnding, setEnding] = useState(false);
  const now = useNow();
  const isOver = token.expiresAt !== null && Date.parse(token.expiresAt) < now;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{token.name}</strong>
          {token.scopes.slice(0, 4).map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
          {token.scopes.length > 4 && <Badge>+{token.scopes.length - 4}</Badge>}
          {isOver && <Badge tone="warn">{t('settings.tokens.expired')}</Badge>}
        </div>
        <p>
          {t('settings.tokens.used')}{' '}
          {token.lastUsedAt === null ? t('common.never') : <Time at={token.lastUsedAt} />}
          {' · '}
          {token.expiresAt === null ? (
            t('settings.tokens.noExpiry')
          ) : (
            <>
              {t('settings.tokens.until')} <Time at={token.expiresAt} as="exact" />
            </>
          )}
        </p>
      </div>
      <Button size="s" onClick={() => setEnding(true)}>
        {t('settings.tokens.end')}
      </Button>
      <Confirm
        title={t('settings.tokens.end.title', { name: token.name })}
        text={t('settings.tokens.end.text')}
        confirm={t('settings.tokens.end')}
        isDanger
        isOpen={isEnding}
        onOpenChange={setEnding}
        onConfirm={async () => {
          await api.delete(`/me/tokens/${token.id}`);
          await onEnded();
        }}
      />
    </li>
  );
}
