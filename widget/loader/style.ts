/** The launcher and the place of the frame. Everything inside the frame has its own sheet. */
export const STYLE = `
:host{all:initial;--gap:20px;--side:auto}
.launcher{position:fixed;z-index:2147483000;bottom:calc(var(--gap) + env(safe-area-inset-bottom));right:calc(var(--gap) + env(safe-area-inset-right));
width:56px;height:56px;padding:0;border:0;border-radius:50%;background:var(--fill);color:var(--ink);cursor:pointer;
box-shadow:0 0 0 1px rgb(255 255 255/18%),0 6px 20px rgb(10 12 20/28%);transition:transform .12s,box-shadow .12s}
.launcher[hidden],.badge[hidden]{display:none}
:host(.left) .launcher{right:auto;left:calc(var(--gap) + env(safe-area-inset-left))}
.launcher:hover{transform:translateY(-1px);box-shadow:0 0 0 1px rgb(255 255 255/18%),0 8px 26px rgb(10 12 20/34%)}
.launcher:active{transform:none}
.launcher:focus-visible{outline:3px solid var(--ink);outline-offset:-5px;box-shadow:0 0 0 3px var(--fill),0 6px 20px rgb(10 12 20/28%)}
svg{position:absolute;inset:0;margin:auto;width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;transition:opacity .12s}
[aria-expanded=true] .talk,[aria-expanded=false] .close{opacity:0}
.badge{position:absolute;top:-3px;inset-inline-end:-3px;min-width:20px;height:20px;box-sizing:border-box;padding:0 5px;border-radius:10px;
background:#b92a21;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center;box-shadow:0 0 0 2px #fff}
.news{position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
dialog{position:fixed;z-index:2147483001;margin:0;padding:0;border:0;top:auto;left:auto;right:var(--gap);bottom:calc(var(--gap) + 68px);
width:400px;height:660px;max-width:calc(100vw - 2*var(--gap));max-height:calc(100vh - 68px - 2*var(--gap));
max-height:calc(100dvh - 68px - 2*var(--gap));border-radius:16px;overflow:hidden;background:Canvas;color-scheme:light dark;
box-shadow:0 0 0 1px rgb(127 127 140/22%),0 16px 48px rgb(10 12 20/28%)}
:host(.left) dialog{right:auto;left:var(--gap)}
dialog[open]{animation:come .14s ease-out}
dialog.full{inset:0;width:100vw;height:100dvh;max-width:none;max-height:none;border-radius:0;box-shadow:none}
:host(.left) dialog.full{left:0}
dialog::backdrop{background:none}
iframe{display:block;width:100%;height:100%;border:0}
@keyframes come{from{opacity:0;transform:translateY(8px)}}
@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}.launcher,svg{transition:none}}
@media (forced-colors:active){.launcher{border:2px solid ButtonText}}
@media print{:host{display:none}}
`.replaceAll('\n', '');

const PATHS = {
  talk: 'M21 12a8 8 0 0 1-8 8H4l1.8-3.2A8 8 0 1 1 21 12ZM9 12h.01M13 12h.01M17 12h.01',
  close: 'M6 9l6 6 6-6',
};

export function icon(name: keyof typeof PATHS): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
