export interface LetterParts {
  from: { name: string; address: string };
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  /** Without brackets. */
  messageId: string;
  inReplyTo: string | null;
  references: readonly string[];
  replyTo: string | null;
  date: Date;
  text: string;
  html: string;
  /** A machine answers: it says so, so that no other machine answers it (RFC 3834). */
  isAutomatic?: boolean;
  files: readonly { name: string; mediaType: string; bytes: Uint8Array }[];
  /** Further fields of its head. */
  headers?: Readonly<Record<string, string>>;
}

/** A whole message as it goes over the line (RFC 5322, MIME). Blind copies are not in it. */
export async function writeLetter(parts: LetterParts): Promise<Uint8Array> {
  const { createTransport } = await import('nodemailer');
  const written = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(
    {
      from: parts.from,
      to: [...parts.to],
      ...(parts.cc.length > 0 ? { cc: [...parts.cc] } : {}),
      ...(parts.replyTo === null ? {} : { replyTo: parts.replyTo }),
      subject: parts.subject,
      messageId: `<${parts.messageId}>`,
      ...(parts.inReplyTo === null ? {} : { inReplyTo: `<${parts.inReplyTo}>` }),
      ...(parts.references.length > 0 ? { references: parts.references.map((id) => `<${id}>`) } : {}),
      headers: { ...(parts.isAutomatic ? AUTOMATIC : {}), ...parts.headers },
      date: parts.date,
      text: parts.text,
      html: parts.html,
      attachments: parts.files.map(({ name, mediaType, bytes }) => ({
        filename: name,
        contentType: mediaType,
        content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      })),
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  );
  return written.message as Buffer;
}

/** The second is what Exchange obeys. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' };
