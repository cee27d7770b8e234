import sanitizeHtml from 'sanitize-html';

const TAGS =
  `a abbr address b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5
  h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var`.split(
    /\s+/,
  );

/**
 * Mail as a page may show it: an allow-list of elements, no scripts, styles, forms or frames, and nothing that is fetched from elsewhere when
 * it is opened. `own` maps content ids to addresses of files that came along; other pictures are left out.
 */
export function cleanMail(html: string, own: ReadonlyMap<string, string>): string | undefined {
  const clean = sanitizeHtml(html.slice(0, 2_000_000), {
    allowedTags: TAGS,
    nonTextTags:
      `script style textarea option select noscript noframes template iframe frame frameset object embed applet svg math xmp head title button input`.split(
        ' ',
      ),
    allowedAttributes: {
      '*': ['dir', 'lang', 'title'],
      a: ['href', 'rel'],
      img: ['src', 'alt', 'width', 'height'],
      ol: ['start', 'type'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align', 'scope'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
      img: (tagName, attribs): sanitizeHtml.Tag => {
        const id = /^cid:(.+)$/i.exec(attribs['src'] ?? '')?.[1];
        const address = id === undefined ? undefined : (own.get(id) ?? own.get(decoded(id)));
        if (address !== undefined) return { tagName, attribs: { ...attribs, src: address } };
        // A picture from elsewhere would tell its owner that and where the mail is read.
        return { tagName: 'span', attribs: {}, text: attribs['alt'] ? `[${attribs['alt']}]` : '' };
      },
    },
  }).trim();
  return clean === '' ? undefined : clean;
}

/** Stand for the ends of quotations while the text is read; no mail has them. */
const [OPEN, CLOSE] = ['\u{e000}', '\u{e001}'];

/** The words of a mail that has no plain text, in lines. Quotations are marked as plain mail marks them. */
export function textOfHtml(html: string): string {
  const withBreaks = cleanMail(html, new Map()) ?? '';
  let depth = 0;
  const text = withBreaks
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(\/?)([a-z0-9]+)[^>]*>/g, (_tag, end: string, name: string) => {
      if (name === 'blockquote') {
        depth += end === '' ? 1 : -1;
        return end === '' ? `\n${OPEN}` : `${CLOSE}\n`;
      }
      if (name === 'br' || name === 'hr') return '\n';
      if (/^(p|div|li|tr|h\d|table|ul|ol|pre|dd|dt|center|address)$/.test(name))
        return end === '' ? '\n' : '\n';
      return name === 'td' || name === 'th' ? ' ' : '';
    });
  let quoted = 0;
  const lines = text.split('\n').map((line) => {
    for (const sign of line) quoted += sign === OPEN ? 1 : sign === CLOSE ? -1 : 0;
    const isQuoted = quoted > 0 || line.includes(CLOSE);
    const plain = unescaped(line.replaceAll(OPEN, '').replaceAll(CLOSE, '')).trim();
    return isQuoted && plain !== '' ? `> ${plain}` : plain;
  });
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&amp;', '&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
