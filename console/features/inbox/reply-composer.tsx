import { CornerDownRight } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { BrandAccount, ConversationDetail, PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Select } from '../../components/field.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { FileDrop } from '../../components/files/file-drop.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import type { Uploads } from '../../components/files/use-uploads.ts';
import { showToast } from '../../components/toast-store.ts';
import { countGraphemes, offsetOfGrapheme } from '../../format/graphemes.ts';
import { t } from '../../i18n/index.ts';
import { ApprovalFields, WantApproval } from '../approvals/approval-fields.tsx';
import { useApprovalWish } from '../approvals/use-approval-wish.ts';
import { StageNotice } from '../coverage/stage-notice.tsx';
import { Citations, DraftButton } from '../voice/draft-button.tsx';
import { useDrafts } from '../voice/use-drafts.ts';
import { markedParts, withFix } from '../voice/marks.ts';
import { Objection } from '../voice/objection.tsx';
import { ReadingNotice } from '../voice/reading-notice.tsx';
import { useVoice, type Voice } from '../voice/use-voice.ts';
import { fixOfKey } from '../voice/fix-key.ts';
import { VoiceHints } from '../voice/voice-hints.tsx';
import { authorName } from '../posts/author.ts';
import { OpenPlaces } from '../canned/open-places.tsx';
import { useSlash } from '../canned/use-slash.tsx';
import { SendLater } from '../schedule/send-later.tsx';
import { useSendLater } from '../schedule/use-schedule.ts';
import { InsertCaseLink } from '../case-page/insert-link.tsx';
import { textParts } from '../posts/text-parts.ts';
import { MailFields } from './mail-fields.tsx';
import { envelopeOf, type MailWords, NO_WORDS } from './mail-words.ts';
import { NoAccount, NoTarget } from './cannot-reply.tsx';
import { countAgainst, type Facet, previewParts } from './composer-preview.ts';
import type { Draft } from './draft-saver.ts';
import { PrivateMark } from '../posts/private-mark.tsx';
import { usePreflight } from './use-preflight.ts';
import { useThenStatus } from './then-status.ts';
import { useSendReply } from './use-send-reply.ts';
import { WritingField } from './writing-field.tsx';
import { SendButton } from './send-button.tsx';
import { ChooseAccount } from './choose-account.tsx';
import { accountName, speakerOf } from './speaker.ts';
import { Doubt, Warnings, Room } from './composer-status.tsx';

interface ReplyComposerProps {
  detail: ConversationDetail;
  target: PostView | null;
  isChosen: boolean;
  onNewest(): void;
  accounts: BrandAccount[] | undefined;
  draft: Draft & { write(text: string): void };
  uploads: Uploads;
  /** What is written beside a mail: its subject and copies. */
  words: MailWords;
  onWords(words: MailWords): void;
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
  if (accounts === undefined) return <div className="composer-loading" />;
  if (usable.length === 0)
    return <NoAccount network={detail.network} post={target ?? detail.thread.at(-1) ?? null} />;
  if (target === null) return <NoTarget />;
  const account = speakerOf(detail.speaker, usable, chosen);
  if (account === null)
    return (
      detail.speaker && <ChooseAccount speaker={detail.speaker} accounts={usable} onChoose={setChosen} />
    );
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
  uploads,
  words,
  onWords,
  focusCount,
  onTyping,
  onSentAndDone,
}: WritingProps) {
  const { text } = draft;
  const countId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const preflight = usePreflight(text, target);
  const count = countAgainst(
    preflight?.length ?? countGraphemes(text),
    preflight?.maxLength ?? (target.isPrivate ? account.maxLengthInPrivate : account.maxLength),
  );
  const isMail = detail.network === 'mail';
  const takesFiles = isMail || detail.network === 'chat';
  const voice = useVoice(detail, text);
  const drafts = useDrafts(detail.id, text, draft.write);
  const approval = useApprovalWish(detail.id, { text, accountId: account.id, files: uploads.files.length });
  const slash = useSlash({ conversationId: detail.id, text, write: draft.write, field });
  // The words are cleared when they have left: what went along has left, too.
  const write = (value: string) => {
    draft.write(value);
    if (value !== '') return;
    uploads.clear();
    approval.clear();
    onWords(NO_WORDS);
  };
  const reply = useSendReply({
    detail,
    write,
    onSentAndDone,
  });
  const [after, setAfter] = useThenStatus();
  useTyping(text, onTyping);
  const isForbidden = preflight?.verdict === 'forbidden';
  const isReady = !count.isOver && !isForbidden && !uploads.isBusy && account.state === 'connected';
  const outgoing = {
    text,
    postId: target.id,
    accountId: account.id,
    thenStatus: after,
    ...(approval.wish && { approval: approval.wish }),
    ...(isMail && { envelope: envelopeOf(words) }),
    ...(takesFiles && { fileIds: uploads.files.map(({ id }) => id) }),
  };
  const whenReady = (go: () => void) => () => {
    if (text.trim() === '') showToast({ text: t('inbox.composer.empty'), tone: 'bad' });
    else if (isReady) go();
  };
  const send = whenReady(() => reply.send(outgoing));
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = whenReady(() => setIsChoosing(true));
  const later = useSendLater(detail.id, () => write(''));
  const name = authorName(target.author);
  return (
    <>
      <StageNotice />
      {voice.context?.reading
        .filter(({ accountId }) => accountId === account.id)
        .map((reading) => (
          <ReadingNotice key={reading.accountId} reading={reading} conversationId={detail.id} />
        ))}
      <Answering
        target={target}
        isChosen={isChosen}
        onNewest={onNewest}
        accounts={accounts}
        account={account}
        onAccount={onAccount}
      />
      {isMail && (
        <MailFields
          words={words}
          subject={detail.title ?? ''}
          handle={target.author.handle ?? name}
          signature={account.signature}
          onChange={onWords}
        />
      )}
      <FileDrop uploads={uploads} isOff={!takesFiles}>
        {slash.list}
        <WritingField
          label={t('inbox.composer.text', { name })}
          placeholder={t('inbox.composer.placeholder', { name })}
          value={text}
          focusCount={focusCount}
          field={field}
          describedBy={countId}
          isReadOnly={reply.isSending}
          onChange={(value, caret) => {
            draft.write(value);
            slash.onCaret(caret);
          }}
          onKeyDown={(event) => {
            slash.onKeyDown(event);
            const fix = fixOfKey(event, voice.checked);
            if (fix !== undefined) {
              event.preventDefault();
              draft.write(withFix(text, fix));
            }
            if (event.defaultPrevented || !event.shiftKey || event.key !== 'Enter') return;
            if (!event.ctrlKey && !event.metaKey) return;
            event.preventDefault();
            choose();
          }}
          onSubmit={send}
          ground={
            <Ground
              text={text}
              facets={preflight?.facets ?? localFacets(text)}
              max={count.max}
              isOver={count.isOver}
              voice={voice}
            />
          }
        />
        <UploadList uploads={uploads} />
      </FileDrop>
      <OpenPlaces text={text} field={field} />
      <VoiceHints checked={voice.checked} onFix={(fix) => draft.write(withFix(text, fix))} />
      <Citations draft={drafts.draft} />
      <Objection objections={reply.objections} onSend={reply.send} />
      <ApprovalFields approval={approval} isEmpty={text.trim() === ''} />
      {reply.doubted !== null && (
        <Doubt
          reason={reply.doubted.reason}
          onSend={() =>
            reply.doubted !== null && reply.send({ ...reply.doubted.outgoing, ...reply.doubted.meant })
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
        {takesFiles && <AttachButton uploads={uploads} />}
        <WantApproval approval={approval} />
        <DraftButton drafting={voice.context?.drafting} drafts={drafts} />
        <InsertCaseLink detail={detail} text={text} write={draft.write} />
        {!isMail && <Room id={countId} count={count} />}
        <SendButton
          after={after}
          onAfter={setAfter}
          onSend={send}
          onLater={choose}
          isForApproval={approval.waits}
          isBusy={reply.isSending || later.isPending}
          isDisabled={text.trim() === '' || !isReady}
        />
      </div>
      <SendLater
        conversationId={detail.id}
        isOpen={isChoosing}
        onClose={() => setIsChoosing(false)}
        onChoose={(when) => {
          setIsChoosing(false);
          later.mutate({ ...outgoing, when });
        }}
      />
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
      <PrivateMark post={target} />
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
            label: t('inbox.composer.as', { name: accountName(handle) }),
          }))}
          onChange={(event) => onAccount(event.target.value)}
        />
      ) : (
        <span className="composer-as">{t('inbox.composer.as', { name: accountName(account.handle) })}</span>
      )}
    </div>
  );
}

function Ground({
  text,
  facets,
  max,
  isOver,
  voice,
}: {
  text: string;
  facets: readonly Facet[];
  max: number;
  isOver: boolean;
  voice: Voice;
}) {
  const limit = isOver ? offsetOfGrapheme(text, max) : text.length;
  return markedParts(previewParts(text, facets, limit), voice.checked.findings).map((part) => (
    <span
      key={part.start}
      className={classNames(
        part.isFacet && 'ground-facet',
        part.isOver && 'ground-over',
        part.level !== null && `ground-voice-${part.level}`,
      )}
    >
      {part.text}
    </span>
  ));
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
