import type { IOptions } from 'sanitize-html';

/** What somebody may write in Markdown, and what becomes of it. */
export interface Dialect {
  /** Addresses of pictures that are shown; all others are left out. */
  readonly picture: RegExp;
  /** Written by customers: links say so to search engines, and there are spoilers. */
  readonly isForeign?: boolean;
}

export const TAGS =
  'a b blockquote br code del em h2 h3 h4 h5 hr i img kbd li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  );
const FOREIGN = [...TAGS, 'details', 'summary', 'span'];

/** What the sanitiser lets through, and what it makes of links and pictures. */
export function limitsOf({ picture, isForeign = false }: Dialect): IOptions {
  const shared: IOptions = {
    allowedTags: isForeign ? FOREIGN : TAGS,
    allowedAttributes: {
      a: isForeign ? ['href', 'title', 'rel', 'class'] : ['href', 'title'],
      img: isForeign ? ['src', 'alt', 'title', 'loading'] : ['src', 'alt', 'title'],
      ol: ['start'],
      td: ['align'],
      th: ['align'],
      ...(isForeign ? { span: ['class', 'tabindex'] } : {}),
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: [] },
    allowProtocolRelative: false,
    nestingLimit: 60,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !picture.test(attribs['src'] ?? ''),
  };
  if (!isForeign) return shared;
  return {
    ...shared,
    allowedClasses: { a: ['mention'], span: ['spoiler'] },
    transformTags: {
      a: (tagName, { href = '', title, class: kind }) => ({
        tagName,
        attribs: {
          href,
          ...(title === undefined ? {} : { title }),
          ...(kind === 'mention' && /^\/(?!\/)/.test(href)
            ? { class: 'mention' }
            : { rel: 'nofollow ugc noopener' }),
        },
      }),
      img: (tagName, { src = '', alt = '', title }) => ({
        tagName,
        attribs: { src, alt, ...(title === undefined ? {} : { title }), loading: 'lazy' },
      }),
      span: (tagName, { class: kind }) => ({
        tagName,
        attribs: kind === 'spoiler' ? { class: 'spoiler', tabindex: '0' } : ({} as Record<string, string>),
      }),
    },
  };
}
