export interface OutwardRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Whole exchange, milliseconds; 20,000 unless told. */
  timeoutMs?: number;
  /** Largest body accepted after decompression, bytes; 10 MiB unless told. */
  maxBytes?: number;
  signal?: AbortSignal;
  /**
   * `follow` (at most 10, each checked) unless told. To another origin no credentials go along, and a request with a body is not
   * sent on: the answer with the redirect is returned then.
   */
  redirect?: 'follow' | 'manual';
  /** The address comes from somebody outside: the operator's allow-list is not for it, it goes to public addresses only. */
  isForeign?: boolean;
}

export interface OutwardResponse {
  status: number;
  /** Lower-case names; repeated headers are joined with ", ". */
  headers: Record<string, string>;
  body: Uint8Array;
  /** Address that answered, after redirects. */
  url: string;
  /** Redirects followed, in order: the status and the address it pointed to. */
  redirects: { status: number; url: string }[];
}

export interface OutwardSocket {
  /**
   * Messages in order, for one reader. Ends when the socket closes in order or the signal aborts, throws when it breaks or closes
   * with an error code. Reading slowly slows the peer down; leaving the loop closes the socket.
   */
  messages: AsyncIterable<Uint8Array | string>;
  send(data: string | Uint8Array): void;
  close(code?: number): void;
}

/**
 * Requests to other machines. Throws AppError: `outward.address_forbidden`, `outward.timeout`, `outward.too_large`,
 * `outward.too_many_redirects`, `outward.url_invalid`, `outward.unreadable`, `outward.unreachable` (with the cause). When the
 * caller's own signal aborts, its reason is thrown as it is.
 */
export interface Outward {
  fetch(url: string, request?: OutwardRequest): Promise<OutwardResponse>;
  /** Opens a WebSocket (ws: or wss:) under the same checks. */
  connect(
    url: string,
    options?: {
      headers?: Record<string, string>;
      maxMessageBytes?: number;
      idleTimeoutMs?: number;
      signal?: AbortSignal;
      /** Text messages come as UTF-8 bytes, too. */
      asBytes?: boolean;
    },
  ): Promise<OutwardSocket>;
  /** A `fetch` for libraries that want one to be handed in; the same checks. */
  asFetch(limits?: { timeoutMs?: number; maxBytes?: number }): typeof globalThis.fetch;
  /**
   * An address of that host that may be dialled, under the same checks: for protocols with clients of their own (IMAP, SMTP), which are
   * given the address itself and the name for TLS. So a name that changes its answer gains nothing.
   */
  addressOf(host: string, port: number): Promise<string>;
  /**
   * Texts that the DNS has under a name (TXT), none when there are none; kept for ten minutes. Throws `outward.unreachable` when nobody could be
   * asked. Names that lie in no public DNS (`.example`, `.internal`, …) have none.
   */
  textsOf(name: string): Promise<string[]>;
  /**
   * Addresses (`A`, `AAAA`), mail servers (`MX`, the preferred first) and names of an address (`PTR`, asked for as `7.113.0.203.in-addr.arpa`), to compare
   * with: nothing of it is dialled. Kept, and thrown, as texts are.
   */
  recordsOf(kind: 'A' | 'AAAA' | 'MX' | 'PTR', name: string): Promise<string[]>;
  /** Ends all connections. */
  close(): Promise<void>;
}
