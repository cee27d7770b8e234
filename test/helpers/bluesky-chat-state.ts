import { tidAt } from './jetstream-events.ts';

interface Message extends Record<string, unknown> {
  id: string;
  rev: string;
  text: string;
  sender: { did: string };
  sentAt: string;
}

interface Convo {
  id: string;
  members: string[];
  group: string | undefined;
  messages: Message[];
  accepted: Set<string>;
  left: Set<string>;
  /** Messages that a member has deleted for himself. */
  hidden: Map<string, Set<string>>;
}

interface Reaction {
  value: string;
  sender: { did: string };
  createdAt: string;
}

/** Who may write to somebody. */
type Incoming = 'all' | 'following' | 'none';

const DEFS = 'chat.bsky.convo.defs#';
/** As small as it may be, so that paging is tried. */
const LOG_PAGE = 20;
const MESSAGES_PAGE = 30;

type Refusal = { refused: string; message: string };
const reactionsOf = (message: Message) => (message['reactions'] ?? []) as Reaction[];
const refusal = (refused: string, message: string): Refusal => ({ refused, message });

/** Conversations, messages and logs: what people do, and how an account sees it. */
export class ChatState {
  readonly profiles = new Map<string, { handle: string; displayName?: string }>();
  readonly incoming = new Map<string, Incoming>();
  readonly blocked = new Set<string>();
  isSpoilt = false;
  readonly #convos = new Map<string, Convo>();
  readonly #logs = new Map<string, Record<string, unknown>[]>();
  #last = 0;

  /** Somebody begins a conversation; to whoever does not follow him it is a request. */
  begin(by: string, to: readonly string[], more: { isRequest?: boolean; group?: string } = {}): string {
    const id = this.#rev();
    const members = [by, ...to];
    const accepted = new Set(more.isRequest ? [by] : members);
    const convo = { id, members, group: more.group, messages: [], accepted, left: new Set<string>() };
    this.#convos.set(id, { ...convo, hidden: new Map() });
    for (const did of members) this.#note(did, 'BeginConvo', { convoId: id });
    return id;
  }

  /** Somebody says something; `at` is when, now unless told. */
  say(
    convoId: string,
    did: string,
    text: string,
    more: Record<string, unknown> = {},
    at = new Date(),
  ): Message {
    const convo = this.#convos.get(convoId)!;
    const id = this.#rev();
    const message: Message = {
      $type: `${DEFS}messageView`,
      id,
      rev: id,
      text,
      sender: { did },
      sentAt: at.toISOString(),
      ...more,
    };
    convo.messages.push(message);
    for (const member of convo.members)
      if (!convo.left.has(member)) this.#note(member, 'CreateMessage', { convoId, message });
    return message;
  }

  /** Somebody deletes a message for himself; others keep it. */
  hide(convoId: string, did: string, id: string): void {
    const convo = this.#convos.get(convoId)!;
    const hidden = convo.hidden.get(did) ?? new Set();
    convo.hidden.set(did, hidden.add(id));
    const message = this.#seen(
      convo,
      did,
      convo.messages.find((one) => one.id === id)!,
    );
    this.#note(did, 'DeleteMessage', { convoId, message });
  }

  leave(convoId: string, did: string): void {
    this.#convos.get(convoId)!.left.add(did);
    this.#note(did, 'LeaveConvo', { convoId });
  }

  mute(convoId: string, did: string): void {
    this.#note(did, 'MuteConvo', { convoId });
  }

  react(convoId: string, did: string, message: Message, value: string): void {
    const reaction = { value, sender: { did }, createdAt: new Date().toISOString() };
    this.#reacted(convoId, message, [...reactionsOf(message), reaction], 'AddReaction', reaction);
  }

  unreact(convoId: string, did: string, message: Message, value: string): void {
    const reactions = reactionsOf(message);
    const reaction = reactions.find((one) => one.value === value && one.sender.did === did)!;
    const left = reactions.filter((one) => one !== reaction);
    this.#reacted(convoId, message, left, 'RemoveReaction', reaction);
  }

  /** The message keeps its revision; only the log has one of its own. */
  #reacted(
    convoId: string,
    message: Message,
    reactions: readonly Reaction[],
    event: string,
    reaction: Reaction,
  ): void {
    message['reactions'] = reactions;
    for (const member of this.#convos.get(convoId)!.members)
      this.#note(member, event, { convoId, message: { ...message }, reaction });
  }

  /** What no version of the service says. */
  spoil(did: string, event: Record<string, unknown>): void {
    this.isSpoilt = true;
    this.#logs.set(did, [...(this.#logs.get(did) ?? []), { rev: this.#rev(), ...event }]);
  }

  /** Forgets what happened before now, as a service may. */
  forgetLog(did: string): void {
    this.#logs.set(did, []);
  }

  textsOf(convoId: string): string[] {
    return this.#convos.get(convoId)!.messages.map(({ text }) => text);
  }

  isAccepted(convoId: string, did: string): boolean {
    return this.#convos.get(convoId)!.accepted.has(did);
  }

  log(did: string, cursor: string | undefined): object {
    if (cursor !== undefined && !/^[2-7a-z]{13}$/.test(cursor))
      return refusal('InvalidRequest', 'Malformed cursor');
    const all = this.#logs.get(did) ?? [];
    if (cursor === undefined) return { logs: [], cursor: this.#rev() };
    const logs = all.filter(({ rev }) => String(rev) > cursor).slice(0, LOG_PAGE);
    return { logs, cursor: String(logs.at(-1)?.['rev'] ?? cursor) };
  }

  inConvo(did: string, convoId: unknown, run: (view: object) => object): object {
    const convo = this.#convos.get(String(convoId));
    if (!convo?.members.includes(did) || convo.left.has(did))
      return refusal('InvalidConvo', 'Convo not found');
    return run(this.#view(convo, did));
  }

  convosOf(did: string, { status, limit, cursor }: Record<string, unknown>): object {
    const size = Math.min(Number(limit), MESSAGES_PAGE);
    const convos = [...this.#convos.values()]
      .filter(({ members, left }) => members.includes(did) && !left.has(did))
      .filter(({ accepted }) => status === undefined || (status === 'request') !== accepted.has(did))
      .toSorted((a, b) => lastRev(b).localeCompare(lastRev(a)))
      .filter((convo) => cursor === undefined || lastRev(convo) < String(cursor));
    const page = convos.slice(0, size);
    const next = convos.length > size ? { cursor: lastRev(page.at(-1)!) } : {};
    return { convos: page.map((convo) => this.#view(convo, did)), ...next };
  }

  messagesOf(did: string, { convoId, limit, cursor }: Record<string, unknown>): object {
    return this.inConvo(did, convoId, () => {
      const convo = this.#convos.get(String(convoId))!;
      const size = Math.min(Number(limit), MESSAGES_PAGE);
      const rest = convo.messages
        .toReversed()
        .filter(({ rev }) => cursor === undefined || rev < String(cursor));
      const page = rest.slice(0, size);
      const next = rest.length > size ? { cursor: page.at(-1)!.rev } : {};
      return { messages: page.map((message) => this.#seen(convo, did, message)), ...next };
    });
  }

  send(did: string, convoId: string, { text, ...more }: Record<string, unknown>): object {
    return this.inConvo(did, convoId, () => {
      const other = this.#convos.get(convoId)!.members.find((member) => member !== did)!;
      if (this.blocked.has(other)) return refusal('InvalidRequest', 'block between recipient and sender');
      const takes = this.incoming.get(other) ?? 'all';
      if (takes === 'none') return refusal('InvalidRequest', 'recipient has disabled incoming messages');
      if (takes === 'following')
        return refusal(
          'InvalidRequest',
          'recipient requires incoming messages to come from someone they follow',
        );
      return this.say(convoId, did, String(text), more);
    });
  }

  accept(did: string, convoId: string): object {
    const { accepted } = this.#convos.get(convoId)!;
    if (accepted.has(did)) return {};
    accepted.add(did);
    this.#note(did, 'AcceptConvo', { convoId });
    return { rev: this.#rev() };
  }

  #view(convo: Convo, did: string): object {
    const last = convo.messages.at(-1);
    const group = {
      $type: `${DEFS}groupConvo`,
      createdAt: new Date().toISOString(),
      lockStatus: 'unlocked',
      lockStatusModerationOverride: false,
      memberCount: convo.members.length,
      memberLimit: 50,
      name: convo.group,
    };
    return {
      id: convo.id,
      rev: lastRev(convo),
      members: convo.members.map((member) => ({
        did: member,
        handle: 'handle.invalid',
        ...this.profiles.get(member),
      })),
      muted: false,
      unreadCount: 0,
      status: convo.accepted.has(did) ? 'accepted' : 'request',
      kind: convo.group === undefined ? { $type: `${DEFS}directConvo` } : group,
      ...(last && { lastMessage: this.#seen(convo, did, last) }),
    };
  }

  #seen(convo: Convo, did: string, message: Message): object {
    if (!convo.hidden.get(did)?.has(message.id)) return message;
    const { id, rev, sender, sentAt } = message;
    return { $type: `${DEFS}deletedMessageView`, id, rev, sender, sentAt };
  }

  #note(did: string, what: string, event: Record<string, unknown>): void {
    const log = this.#logs.get(did) ?? [];
    log.push({ $type: `${DEFS}log${what}`, rev: this.#rev(), ...event });
    this.#logs.set(did, log);
  }

  /** Revisions are times, each later than the one before. */
  #rev(): string {
    this.#last = Math.max(this.#last + 1, Date.now() * 1000);
    return tidAt(this.#last);
  }
}

function lastRev({ id, messages }: Convo): string {
  return messages.at(-1)?.rev ?? id;
}
