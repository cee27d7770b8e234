import { useQuery } from '@tanstack/react-query';
import { ChevronDown, CornerDownRight, SendHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { BrandAccount, ConversationDetail, PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Select } from '../../components/field.tsx';
import { Menu } from '../../components/menu.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { showToast } from '../../components/toast-store.ts';
import { countGraphemes, offsetOfGrapheme } from '../../format/graphemes.ts';
import { t, tn } from '../../i18n/index.ts';
import { authorName } from '../posts/author.ts';
import { textParts } from '../posts/text-parts.ts';
import { NoAccount, NoTarget } from './cannot-reply.tsx';
import { countAgainst, type Facet, previewParts } from './composer-preview.ts';
import type { Draft } from './draft-saver.ts';
import { usePreflight } from './use-preflight.ts';
import { type ThenStatus, useThenStatus } from './then-status.ts';
import { useSendReply } from './use-send-reply.ts';
import { outboxQueries } from '../outbox/queries.ts';
import { WritingField } from './writing-field.tsx';

interface ReplyComposerProps {
  detail: ConversationDetail;
  target: PostView | null;
  isChosen: boolean;
  onNewest(): void;
  accounts: BrandAccount[] | undefined;
  draft: Draft & { write(text: string): void };
  focusCount: number;
  onTyping(isTyping: boolean): void;
  onSentAndDone(): void;
}

const TYPING_ENDS_AFTER = 5000;

/** A reply: under which account, to which post, how much room is left, and what happens after sending. */
export function ReplyComposer(props: ReplyComposerProps) {
  const { detail, target, accounts } = props;
  const usable = accounts?.filter((account) => account.network === detail.network) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const account =
    usable.find(({ id }) => id === chosen) ?? usable.find(({ state }) => state === 'connected') ?? usable[0];
  if (accounts === undefined) return <div className="composer-loading" />;
  if (account === undefined)
    return <NoAccount network={detail.network} post={target ?? detail.thread.at(-1) ?? null} />;
  if (target === null) return <NoTarget />;
  return <Writing {...props} target={target} account={account} accounts={usable} onAccount={setChosen} />;
}

interface WritingProps extends ReplyComposerProps {
  target: PostView;
  account: BrandAccount;
  accounts: BrandAccount[];
  onAccount(id: string): void;
}

function Writing({
  detail,
  target,
  isChosen,
  onNewest,
  accounts,
  account,
  onAccount,
  draft,
  focusCount,
  onTyping,
  onSentAndDone,
}: WritingProps) {
  const { text } = draft;
  const countId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const preflight = usePreflight(text, account.network);
  const count = countAgainst(
    preflight?.length ?? countGraphemes(text),
    preflight?.maxLength ?? account.maxLength,
  );
  const reply = useSendReply({ detail, write: draft.write, onSentAndDone });
  const [after, setAfter] = useThenStatus();
  useTyping(text, onTyping);
  const isForbidden = preflight?.verdict === 'forbidden';
  const isReady = !count.isOver && !isForbidden && account.state === 'connected';
  const send = () => {
    if (text.trim() === '') showToast({ text: t('inbox.composer.empty'), tone: 'bad' });
    else if (isReady) reply.send({ text, postId: target.id, accountId: account.id, thenStatus: after });
  };
  const name = authorName(target.author);
  return (
    <>
      <Answering
        target={target}
        isChosen={isChosen}
        onNewest={onNewest}
        accounts={accounts}
        account={account}
        onAccount={onAccount}
      />
      <WritingField
        label={t('inbox.composer.text', { name })}
        placeholder={t('inbox.composer.placeholder', { name })}
        value={text}
        focusCount={focusCount}
        field={field}
        describedBy={countId}
        isReadOnly={reply.isSending}
        onChange={(value) => draft.write(value)}
        onSubmit={send}
        ground={
          <Ground
            text={text}
            facets={preflight?.facets ?? localFacets(text)}
            max={count.max}
            isOver={count.isOver}
          />
        }
      />
      {reply.doubted !== null && (
        <Doubt
          reason={reply.doubted.reason}
          onSend={() =>
            reply.doubted !== null && reply.send({ ...reply.doubted.outgoing, isConfirmed: true })
          }
          onDismiss={reply.dismissDoubt}
        />
      )}
      <Warnings account={account} reason={isForbidden ? (preflight?.reason ?? null) : null} />
      <div className="composer-foot">
        <span className="composer-draft" role="status">
          {draft.state === 'none' ? '' : t(`inbox.composer.draft.${draft.state}`)}
        </span>
        <span className="grow" />
        <Room id={countId} count={count} />
        <SendButton
          after={after}
          onAfter={setAfter}
          onSend={send}
          isBusy={reply.isSending}
          isDisabled={text.trim() === '' || !isReady}
        />
      </div>
    </>
  );
}

function Answering({
  target,
  isChosen,
  onNewest,
  accounts,
  account,
  onAccount,
}: Pick<WritingProps, 'target' | 'isChosen' | 'onNewest' | 'accounts' | 'account' | 'onAccount'>) {
  return (
    <div className="composer-target">
      <CornerDownRight size={14} aria-hidden />
      <span className="ellipsis grow">
        {t('inbox.composer.answering', { name: authorName(target.author), text: target.text })}
      </span>
      {isChosen && (
        <Button size="s" variant="ghost" onClick={onNewest}>
          {t('inbox.composer.newest')}
        </Button>
      )}
      {accounts.length > 1 ? (
        <Select
          className="composer-account"
          aria-label={t('inbox.composer.account')}
          value={account.id}
          choices={accounts.map(({ id, handle }) => ({
            value: id,
            label: t('inbox.composer.as', { handle }),
          }))}
          onChange={(event) => onAccount(event.target.value)}
        />
      ) : (
        <span className="composer-as">{t('inbox.composer.as', { handle: account.handle })}</span>
      )}
    </div>
  );
}

function Ground({
  text,
  facets,
  max,
  isOver,
}: {
  text: string;
  facets: readonly Facet[];
  max: number;
  isOver: boolean;
}) {
  const limit = isOver ? offsetOfGrapheme(text, max) : text.length;
  return previewParts(text, facets, limit).map((part) => (
    <span
      key={part.start}
      className={classNames(part.isFacet && 'ground-facet', part.isOver && 'ground-over')}
    >
      {part.text}
    </span>
  ));
}

/** The same text went out a moment ago: a second look before it goes out again. */
function Doubt({ reason, onSend, onDismiss }: { reason: string; onSend(): void; onDismiss(): void }) {
  return (
    <div className="composer-warning row" role="alert">
      <span className="grow">{reason}</span>
      <Button size="s" onClick={onSend}>
        {t('inbox.composer.sendAnyway')}
      </Button>
      <Button size="s" variant="ghost" onClick={onDismiss}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}

function Warnings({ account, reason }: { account: BrandAccount; reason: string | null }) {
  const outgoing = useQuery(outboxQueries.outgoing()).data;
  return (
    <div aria-live="polite">
      {account.state === 'refused' && (
        <p className="composer-warning">
          {t('inbox.composer.account.refused', {
            network: account.network,
            handle: account.handle,
            problem: account.problem ?? '',
          })}{' '}
          <a href="/settings/accounts">{t('inbox.composer.account.mend')}</a>
        </p>
      )}
      {reason !== null && <p className="composer-warning">{reason}</p>}
      {outgoing !== undefined && !outgoing.isOn && (
        <p className="composer-warning">{t('inbox.composer.off', { reason: outgoing.reason ?? '' })}</p>
      )}
    </div>
  );
}

function Room({ id, count }: { id: string; count: ReturnType<typeof countAgainst> }) {
  const words = count.isOver ? tn('inbox.composer.over', -count.left) : tn('inbox.composer.left', count.left);
  return (
    <span
      id={id}
      className={classNames(
        'composer-room',
        count.isTight && 'composer-room-tight',
        count.isOver && 'composer-room-over',
      )}
      title={words}
    >
      <span className="figures" aria-hidden>
        {count.isOver ? `\u2212${-count.left}` : count.left}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

const AFTER: readonly ThenStatus[] = ['waiting', 'done', 'open'];

function SendButton({
  after,
  onAfter,
  onSend,
  isBusy,
  isDisabled,
}: {
  after: ThenStatus;
  onAfter(status: ThenStatus): void;
  onSend(): void;
  isBusy: boolean;
  isDisabled: boolean;
}) {
  return (
    <span className="send">
      <Button
        variant="primary"
        icon={SendHorizontal}
        isBusy={isBusy}
        disabled={isDisabled}
        onClick={onSend}
        aria-keyshortcuts="Control+Enter"
      >
        {t(`inbox.composer.send.${after}`)}
        <KeyHint keys="mod+Enter" />
      </Button>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className="button button-primary send-more"
            aria-label={t('inbox.composer.then')}
          >
            <ChevronDown size={16} aria-hidden />
          </button>
        }
        entries={[
          { heading: t('inbox.composer.then') },
          ...AFTER.map((each) => ({
            label: t(`inbox.composer.then.${each}`),
            isChecked: each === after,
            onSelect: () => onAfter(each),
          })),
        ]}
      />
    </span>
  );
}

function localFacets(text: string): Facet[] {
  let offset = 0;
  return textParts(text).flatMap((part) => {
    const start = offset;
    offset += part.text.length;
    return part.kind === 'text' ? [] : [{ start, end: offset }];
  });
}

/** Typing lasts from a change until five seconds without one. */
function useTyping(text: string, onTyping: (isTyping: boolean) => void): void {
  const [first] = useState(text);
  useEffect(() => {
    if (text === first || text === '') {
      onTyping(false);
      return;
    }
    onTyping(true);
    const timer = setTimeout(() => onTyping(false), TYPING_ENDS_AFTER);
    return () => clearTimeout(timer);
  }, [text, first, onTyping]);
}
