/**
 * <rapport-reviews product="…" lang="de" theme="dark" sort="newest">: reviews of a product on the pages of a shop. Everything is made by the DOM and a
 * constructed style sheet, so that it runs under a strict content security policy and with trusted types; without it the content between the tags stays.
 */
(() => {
  if (customElements.get('rapport-reviews')) return;
  const ORIGIN = new URL(document.currentScript?.src ?? location.href).origin;
  const CSS = `:host{display:block;font:inherit;color:light-dark(#191a1e,#ececef);--line:light-dark(#dcdce2,#34363c);--quiet:light-dark(#50535b,#abaeb7);--star:light-dark(#9a6200,#f2b84b);--accent:var(--rapport-accent,light-dark(#2c56d4,#9db6ff));overflow-wrap:anywhere}
:host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}:host([theme=system]){color-scheme:light dark}:host([hidden]){display:none}
*{box-sizing:border-box}h2,h3{margin:0;line-height:1.3}h2{font-size:1.3em}h3{font-size:1.05em;margin-block:4px}p{margin:4px 0}a{color:var(--accent)}
.head{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;margin-block-end:10px}.stars{color:var(--star);letter-spacing:.06em;white-space:nowrap}.dim{color:var(--line)}.quiet{color:var(--quiet);font-size:.9em}
.bars{list-style:none;margin:0 0 12px;padding:0;max-inline-size:380px}.bars button{display:grid;grid-template-columns:44px 1fr 44px;gap:10px;align-items:center;inline-size:100%;border:0;background:none;padding:3px 4px;color:inherit;font:inherit;cursor:pointer;text-align:start}
.bars button[aria-pressed=true]{outline:1px solid var(--accent);border-radius:6px}meter,progress{inline-size:100%;block-size:10px;accent-color:var(--accent)}.said{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}.n{text-align:end;font-variant-numeric:tabular-nums}
.tools{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;margin-block-end:6px;font-size:.95em}select,.more,.write{font:inherit;color:inherit;padding:7px 10px;border:1px solid var(--quiet);border-radius:8px;background:light-dark(#fff,#1f2024)}.more,.write{cursor:pointer;display:inline-block;text-decoration:none}
ol{list-style:none;margin:0;padding:0}.review{border-block-start:1px solid var(--line);padding-block:14px}.line{display:flex;flex-wrap:wrap;gap:3px 10px;align-items:center;font-size:.92em;color:var(--quiet)}.badge{border:1px solid currentColor;border-radius:99px;padding:0 8px;color:light-dark(#14572e,#9be3b4)}
.disclosed{padding:6px 10px;border:1px solid light-dark(#e2c48a,#6b5422);background:light-dark(#fff4e0,#33270f);border-radius:8px;font-size:.92em}.text{white-space:pre-line}.answer{margin-block-start:8px;padding:8px 12px;border-inline-start:4px solid var(--accent);background:light-dark(#f6f6f8,#1f2024);border-radius:6px}
.photos{display:flex;flex-wrap:wrap;gap:8px;margin-block:8px}.photos img{inline-size:96px;block-size:96px;object-fit:cover;border-radius:8px;border:1px solid var(--line)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

  const make = (name, fields = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(fields))
      if (value !== undefined && value !== null && value !== false)
        made.setAttribute(key, value === true ? '' : String(value));
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  const starsOf = (count, label) => {
    const full = Math.round(count);
    const dim = make('span', { class: 'dim' }, '★'.repeat(5 - full));
    return make(
      'span',
      { class: 'stars', role: 'img', 'aria-label': label },
      make('span', { 'aria-hidden': 'true' }, '★'.repeat(full), dim),
    );
  };

  class RapportReviews extends HTMLElement {
    static observedAttributes = ['product', 'lang', 'sort'];
    #root = this.attachShadow({ mode: 'open' });
    #asked = { sort: 'helpful', stars: '', verified: '', photos: '' };
    #turn = 0;

    constructor() {
      super();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(make('slot'));
    }

    connectedCallback() {
      this.#asked.sort = this.getAttribute('sort') ?? 'helpful';
      void this.#load();
    }

    attributeChangedCallback(_name, before, now) {
      if (this.isConnected && before !== now) this.connectedCallback();
    }

    #address(before) {
      const { sort, stars, verified, photos } = this.#asked;
      const lang = this.getAttribute('lang') ?? (document.documentElement.lang || navigator.language);
      const query = new URLSearchParams({ sort, lang });
      for (const [name, value] of Object.entries({ stars, verified, photos, before }))
        if (value) query.set(name, value);
      const base = this.getAttribute('src') ?? ORIGIN;
      return `${base}/reviews/${encodeURIComponent(this.getAttribute('product') ?? '')}/widget.json?${query}`;
    }

    /** The latest question wins; what fails leaves what was there. */
    async #load(before, focus) {
      const turn = ++this.#turn;
      try {
        const answer = await fetch(this.#address(before), { credentials: 'omit' });
        if (!answer.ok) return;
        const told = await answer.json();
        if (turn !== this.#turn) return;
        if (before) this.#more(told);
        else this.#show(told, focus);
        this.dispatchEvent(
          new CustomEvent('rapport-reviews', { detail: { count: told.count, average: told.average } }),
        );
      } catch {
        // The page goes on without it.
      }
    }

    #choose(change, focus) {
      this.#asked = { ...this.#asked, ...change };
      void this.#load(undefined, focus);
    }

    #show(told, focus) {
      const { words } = told;
      this.#root.replaceChildren(
        make(
          'section',
          { 'aria-label': words.title, lang: told.language, dir: told.direction },
          this.#head(told),
          told.count === 0 ? null : this.#bars(told),
          told.count === 0 ? null : this.#tools(told),
          make('ol', {}, ...told.reviews.map((one) => this.#review(one, words))),
          make('p', { class: 'quiet', role: 'status' }, told.reviews.length === 0 ? words.none : ''),
          this.#next(told),
          ...told.hidden.map((line) => make('p', { class: 'quiet' }, line)),
        ),
      );
      if (focus) this.#root.querySelector(`[name="${focus}"]`)?.focus();
    }

    #head({ words, average, averageText, count, countText, url, isArchived }) {
      return make(
        'div',
        { class: 'head' },
        make('h2', {}, words.title),
        count === 0 ? null : starsOf(average, averageText),
        count === 0 ? null : make('span', { class: 'quiet' }, `${averageText}, ${countText}`),
        isArchived
          ? null
          : make(
              'a',
              { class: 'write', href: `${url}/write`, target: '_blank', rel: 'noopener' },
              words.write,
            ),
      );
    }

    #bars({ words, bars, count }) {
      return make(
        'ul',
        { class: 'bars', 'aria-label': words.rating },
        ...bars.map(({ stars, n, label }) => {
          const isOn = this.#asked.stars === String(stars);
          const button = make(
            'button',
            { type: 'button', name: `stars-${stars}`, 'aria-pressed': String(isOn) },
            make('span', { class: 'said' }, label),
            make('span', { 'aria-hidden': 'true' }, `${stars} ★`),
            make('progress', { max: count, value: n, 'aria-hidden': 'true' }),
            make('span', { class: 'n', 'aria-hidden': 'true' }, String(n)),
          );
          button.addEventListener('click', () =>
            this.#choose({ stars: isOn ? '' : String(stars) }, `stars-${stars}`),
          );
          return make('li', {}, button);
        }),
      );
    }

    #tools({ words }) {
      const select = make(
        'select',
        { name: 'sort', 'aria-label': words.order },
        ...Object.entries(words.sorts).map(([value, label]) =>
          make('option', { value, selected: value === this.#asked.sort }, label),
        ),
      );
      select.addEventListener('change', () => this.#choose({ sort: select.value }, 'sort'));
      const box = (name, label) => {
        const input = make('input', { type: 'checkbox', name, checked: this.#asked[name] === 'yes' });
        input.addEventListener('change', () => this.#choose({ [name]: input.checked ? 'yes' : '' }, name));
        return make('label', {}, input, ` ${label}`);
      };
      return make(
        'div',
        { class: 'tools' },
        select,
        box('verified', words.verifiedOnly),
        box('photos', words.photosOnly),
      );
    }

    #review(review, words) {
      const badge = review.verified
        ? make('span', { class: 'badge', title: review.verified }, `✓ ${words.verified}`)
        : null;
      return make(
        'li',
        { class: 'review' },
        make(
          'div',
          { class: 'line' },
          starsOf(review.stars, review.starsText),
          make('span', { dir: 'auto' }, review.author),
          badge,
          make('time', { datetime: review.writtenAt }, review.day),
        ),
        make('h3', { dir: 'auto' }, review.title),
        review.disclosure ? make('p', { class: 'disclosed' }, review.disclosure) : null,
        review.text ? make('p', { class: 'text', dir: 'auto' }, review.text) : null,
        review.photos.length === 0 ? null : this.#photos(review.photos),
        review.reply
          ? make(
              'div',
              { class: 'answer' },
              make('strong', {}, words.reply),
              make('p', { class: 'text', dir: 'auto' }, review.reply),
            )
          : null,
        review.helpful ? make('p', { class: 'quiet' }, review.helpful) : null,
      );
    }

    #photos(photos) {
      const pictures = photos.map(({ url, text }) =>
        make(
          'a',
          { href: url, target: '_blank', rel: 'noopener' },
          make('img', { src: url, alt: text, loading: 'lazy' }),
        ),
      );
      return make('div', { class: 'photos' }, ...pictures);
    }

    #next({ next, words }) {
      if (!next) return null;
      const button = make('button', { type: 'button', class: 'more' }, words.older);
      button.addEventListener('click', () => {
        button.disabled = true;
        void this.#load(next).then(() => (button.disabled = false));
      });
      return button;
    }

    /** More stand below; who reads by keyboard goes on at the first of them. */
    #more(told) {
      const rows = told.reviews.map((one) => this.#review(one, told.words));
      this.#root.querySelector('ol')?.append(...rows);
      const button = this.#root.querySelector('.more');
      const next = this.#next(told);
      if (next) button?.replaceWith(next);
      else button?.remove();
      if (rows[0]) {
        rows[0].tabIndex = -1;
        rows[0].focus();
      }
    }
  }

  customElements.define('rapport-reviews', RapportReviews);
})();
