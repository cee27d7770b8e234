/** Screens on which the chat takes everything: phones either way up, and desktops at high zoom. */
export const SMALL = '(max-width: 520px), (max-height: 480px)';

/**
 * Keeps a full-screen element inside what the software keyboard leaves of the screen, and the page behind it from scrolling. Call
 * what it returns after every change of `isFull`.
 */
export function fitToViewport(element: HTMLElement, isFull: () => boolean): () => void {
  const view = window.visualViewport;
  const page = document.documentElement;
  let before: string | undefined;
  const fit = () => {
    const full = isFull();
    element.classList.toggle('full', full);
    element.style.height = full && view ? `${view.height}px` : '';
    element.style.top = full && view ? `${view.offsetTop}px` : '';
    if (full && before === undefined) {
      before = page.style.overflow;
      page.style.overflow = 'hidden';
    } else if (!full && before !== undefined) {
      page.style.overflow = before;
      before = undefined;
    }
  };
  // Nobody hears these once the element is away: then `isFull` is false and there is nothing to do.
  view?.addEventListener('resize', () => isFull() && fit());
  view?.addEventListener('scroll', () => isFull() && fit());
  return fit;
}
