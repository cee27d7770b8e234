import type { ChatFile } from '../state/shapes.ts';
import type { Row } from '../state/select.ts';
import type { PendingFile } from '../state/state.ts';
import { percentText, sizeText } from '../text/figures.ts';
import { piecesOf } from '../text/links.ts';
import { hidden, make, setClass } from './dom.ts';
import { faceOf, isQuiet } from './header.ts';
import { icon } from './icons.ts';
import type { Kit } from './kit.ts';

type Said = Extract<Row, { kind: 'said' }>;

/** One line of the transcript: a day, a word of the system, or what somebody said. */
export function buildRow(kit: Kit, row: Row): { element: HTMLElement; update(row: Row): void } {
  if (row.kind === 'day')
    return { element: make('li', { class: 'day' }, make('span', {}, kit.clock.day(row.at))), update() {} };
  if (row.kind === 'system')
    return { element: make('li', { class: 'system' }, ...textOf(row.message.text)), update() {} };
  const element = make('li', {});
  let shown = '';
  return {
    element,
    update(row) {
      if (row.kind !== 'said') return;
      const uploads = kit
        .state()
        .uploads.filter(({ key }) => row.pending?.files.some((file) => file.key === key));
      const key = JSON.stringify([
        row.isFirst,
        row.isLast,
        row.isSeen,
        row.message?.id,
        row.message?.files,
        row.pending,
        uploads,
        row.pending && isQuiet(kit.state()),
      ]);
      if (key === shown) return;
      shown = key;
      element.className = row.isOwn ? 'said own' : 'said';
      setClass(element, 'first', row.isFirst);
      setClass(element, 'last', row.isLast);
      setClass(element, 'pending', row.pending !== null);
      element.replaceChildren(...contentOf(kit, row));
    },
  };
}

function contentOf(kit: Kit, row: Said): Node[] {
  const { say, clock } = kit;
  const author = row.message?.author;
  const files = row.message
    ? row.message.files.map((file) => sentFile(kit, file))
    : (row.pending?.files ?? []).map((file) => pendingFile(kit, file));
  const name = row.isOwn ? say('you') : (author?.name ?? '');
  const isNamed = !row.isOwn && row.isFirst && author;
  return [
    !row.isOwn &&
      make('span', { class: 'face', 'aria-hidden': 'true' }, row.isLast && author ? faceOf(author) : null),
    make(
      'div',
      { class: 'body' },
      isNamed ? make('p', { class: 'author', dir: 'auto' }, author.name) : hidden(`${name}: `),
      row.text !== '' && make('p', { class: 'bubble', dir: 'auto' }, ...textOf(row.text)),
      ...files,
      row.pending ? stateOf(kit, row) : null,
      row.isLast && !row.pending
        ? make(
            'p',
            { class: 'when' },
            make('time', { datetime: row.at, title: clock.full(row.at) }, clock.time(row.at)),
            row.isSeen && make('span', { class: 'seen' }, icon('check'), say('state.seen')),
          )
        : null,
    ),
  ].filter((node): node is HTMLElement => Boolean(node));
}

function stateOf({ say, acts, state: now }: Kit, { pending }: Said): HTMLElement | null {
  if (!pending) return null;
  const { state, reason, clientId } = pending;
  if (state !== 'refused')
    return isQuiet(now())
      ? make('p', { class: 'when' }, icon('clock'), say('state.waiting'))
      : make('p', { class: 'when late' }, say('state.sending'));
  const act = (label: string, work: () => void) =>
    make('button', { type: 'button', class: 'link', onclick: work }, label);
  return make(
    'div',
    { class: 'refused' },
    make('p', { role: 'alert' }, icon('alert'), make('strong', {}, say('state.refused')), ': ', reason ?? ''),
    act(say('again'), () => acts.retry(clientId)),
    act(say('remove'), () => acts.discard(clientId)),
  );
}

function sentFile({ say, language }: Kit, { name, mediaType, size, url }: ChatFile): HTMLElement {
  const isPicture = /^image\/(png|jpe?g|gif|webp|avif)$/.test(mediaType);
  const shown = make('span', { class: 'file-name', dir: 'auto' }, name);
  if (url === '') return make('p', { class: 'file' }, icon('file'), shown);
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer' };
  const note = hidden(` ${say('new.tab')}`);
  if (isPicture)
    return make(
      'a',
      { ...link, class: 'picture' },
      make('img', { src: url, alt: name, loading: 'lazy' }),
      note,
    );
  return make(
    'a',
    { ...link, class: 'file' },
    icon('file'),
    shown,
    make('span', { class: 'file-size' }, sizeText(size, language)),
    note,
  );
}

function pendingFile({ say, language, state }: Kit, { key, name, size }: PendingFile): HTMLElement {
  const upload = state().uploads.find((one) => one.key === key);
  const told =
    upload?.state === 'sending'
      ? say('file.sending', {
          percent: percentText(upload.progress, language),
          size: sizeText(size, language),
        })
      : sizeText(size, language);
  return make(
    'p',
    { class: 'file' },
    icon('file'),
    make('span', { class: 'file-name', dir: 'auto' }, name),
    make('span', { class: 'file-size' }, told),
  );
}

/** Text with its web addresses as links. Nothing else becomes anything but text. */
export function textOf(text: string): (Node | string)[] {
  return piecesOf(text).map((piece) =>
    piece.kind === 'text'
      ? piece.text
      : make(
          'a',
          { href: piece.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc', dir: 'ltr' },
          piece.text,
        ),
  );
}
