import { readable } from './colours.ts';

/** The one stylesheet of the help centre, in the company's colour. */
export function styleOf(colour: string): string {
  const { light, dark, onLight } = readable(colour);
  return `:root{color-scheme:light dark;--paper:light-dark(#fff,#17181b);--soft:light-dark(#f6f6f8,#1f2024);--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#dcdce2,#34363c);--brand:light-dark(${light},${dark});--fill:${light};--on:${onLight}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--text);font:17px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
.wrap{max-width:760px;margin:0 auto;padding:0 20px}header{border-bottom:1px solid var(--line)}header .wrap{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;padding-block:14px;max-width:1040px}
header a{color:inherit;text-decoration:none}header .name{font-weight:650;font-size:18px;margin-right:auto}nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0;list-style:none;font-size:15px}
main{display:block;padding:32px 0 56px}h1{font-size:30px;line-height:1.2;margin:0 0 12px;text-wrap:balance}h2{font-size:21px;line-height:1.3;margin:34px 0 8px}h3{font-size:18px;margin:26px 0 6px}
a{color:var(--brand)}a:hover{text-decoration-thickness:2px}:focus-visible{outline:3px solid var(--brand);outline-offset:2px;border-radius:3px}.quiet,footer{color:var(--quiet);font-size:15px}
.search{display:flex;gap:8px;margin:20px 0 8px}.search input{flex:1;min-width:0;padding:11px 14px;border:1px solid var(--quiet);border-radius:8px;background:var(--paper);color:inherit;font:inherit}
button{padding:11px 18px;border:0;border-radius:8px;background:var(--fill);color:var(--on);font:inherit;cursor:pointer}button.plain{background:var(--soft);color:var(--text);border:1px solid var(--line)}
.list{list-style:none;margin:8px 0 0;padding:0}.list li{border-top:1px solid var(--line);padding:12px 0}.list li:last-child{border-bottom:1px solid var(--line)}.list a{font-weight:550;text-decoration:none}.list a:hover{text-decoration:underline}.list p{margin:2px 0 0}
.topics{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:0 36px}.crumbs{font-size:15px;margin:0 0 16px}.note{background:var(--soft);border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:0 0 20px}
article img{max-width:100%;height:auto;border:1px solid var(--line);border-radius:8px}article pre{overflow:auto;padding:14px;background:var(--soft);border-radius:8px}code,kbd{font-family:ui-monospace,monospace;font-size:.92em}
article table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid var(--line);padding:6px 10px;text-align:left}blockquote{margin:16px 0;padding:2px 18px;border-left:3px solid var(--line);color:var(--quiet)}
.vote{margin:40px 0 0;padding:18px 0;border-block:1px solid var(--line)}.vote form{display:flex;flex-wrap:wrap;gap:10px;align-items:center}.vote h2{font-size:17px;margin:0 6px 0 0}
footer{border-top:1px solid var(--line);padding:20px 0 40px}.skip{position:absolute;left:-9999px}.skip:focus{left:12px;top:12px;background:var(--paper);padding:8px}`;
}
