import { readable } from './colours.ts';

/** The stylesheet of all public pages, in the company's colour (`#2c56d4`). `more` is a feature's own, which may use the same tokens. */
export function siteStyle(colour: string, more = ''): string {
  const { light, dark, onLight } = readable(colour);
  return `:root{color-scheme:light dark;--paper:light-dark(#fff,#17181b);--soft:light-dark(#f6f6f8,#1f2024);--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#dcdce2,#34363c);--brand:light-dark(${light},${dark});--fill:${light};--on:${onLight}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--text);font:17px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
.wrap{max-width:760px;margin:0 auto;padding:0 20px}header{border-bottom:1px solid var(--line)}header .wrap{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;padding-block:14px;max-width:1040px}
header a{color:inherit;text-decoration:none}header .name{font-weight:650;font-size:18px;margin-inline-end:auto}nav ul{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;margin:0;padding:0;list-style:none;font-size:15px}
main{display:block;padding:32px 0 56px}h1{font-size:30px;line-height:1.2;margin:0 0 12px;text-wrap:balance}h2{font-size:21px;line-height:1.3;margin:34px 0 8px}h3{font-size:18px;margin:26px 0 6px}
a{color:var(--brand)}a:hover{text-decoration-thickness:2px}:focus-visible{outline:3px solid var(--brand);outline-offset:2px;border-radius:3px}.quiet,footer{color:var(--quiet);font-size:15px}
.search{display:flex;gap:8px;margin:20px 0 8px}.search input{flex:1;min-width:0;padding:11px 14px;border:1px solid var(--quiet);border-radius:8px;background:var(--paper);color:inherit;font:inherit}
button{padding:11px 18px;border:0;border-radius:8px;background:var(--fill);color:var(--on);font:inherit;cursor:pointer}button.plain{background:var(--soft);color:var(--text);border:1px solid var(--line)}
.list{list-style:none;margin:8px 0 0;padding:0}.list li{border-top:1px solid var(--line);padding:12px 0}.list li:last-child{border-bottom:1px solid var(--line)}.list a{font-weight:550;text-decoration:none}.list a:hover{text-decoration:underline}.list p{margin:2px 0 0}
.topics{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:0 36px}.crumbs{font-size:15px;margin:0 0 16px}.note{background:var(--soft);border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:0 0 20px}
article img{max-width:100%;height:auto;border:1px solid var(--line);border-radius:8px}article pre{overflow:auto;padding:14px;background:var(--soft);border-radius:8px}code,kbd{font-family:ui-monospace,monospace;font-size:.92em}
article table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid var(--line);padding:6px 10px;text-align:start}blockquote{margin:16px 0;padding:2px 18px;border-inline-start:3px solid var(--line);color:var(--quiet)}
.vote{margin:40px 0 0;padding:18px 0;border-block:1px solid var(--line)}.vote form{display:flex;flex-wrap:wrap;gap:10px;align-items:center}.vote h2{font-size:17px;margin:0 6px 0 0}
footer{border-top:1px solid var(--line);padding:20px 0 40px}.skip{position:absolute;left:-9999px}.skip:focus{left:12px;top:12px;background:var(--paper);padding:8px}
${FORMS}${more}`;
}

/** Forms, people and notes, as every feature needs them. */
const FORMS = `.wrap.wide{max-width:1040px}.logo{vertical-align:-7px;margin-inline-end:8px;max-height:28px}header .button{padding:6px 14px;font-size:15px}nav a[aria-current]{text-decoration:underline;text-underline-offset:6px;text-decoration-thickness:2px}
.form{display:grid;gap:16px;max-width:480px;margin:16px 0 28px}.form label,.form fieldset{display:grid;gap:4px;font-weight:550}.form fieldset{border:1px solid var(--line);border-radius:8px;padding:10px 14px 14px;margin:0}.form .hint{font-weight:400;color:var(--quiet);font-size:15px}
.form input:not([type=checkbox],[type=radio]),.form select,.form textarea{width:100%;padding:10px 12px;border:1px solid var(--quiet);border-radius:8px;background:var(--paper);color:inherit;font:inherit;font-weight:400}.form textarea{resize:vertical}.form .choice{display:flex;gap:10px;align-items:baseline;font-weight:400}
.form [aria-invalid=true]{border-color:light-dark(#b3261e,#ff8a80)}.wrong{color:light-dark(#a3201a,#ff9b92);font-weight:550}.row{display:flex;flex-wrap:wrap;gap:10px;align-items:center}.actions{display:flex;flex-wrap:wrap;gap:10px}
.button{display:inline-block;padding:11px 18px;border-radius:8px;background:var(--fill);color:var(--on);text-decoration:none}header a.button{color:var(--on)}.button.plain,header a.button.plain{background:var(--soft);color:var(--text);border:1px solid var(--line)}button.danger{background:light-dark(#a3201a,#a3201a);color:#fff}button.link{padding:0;background:none;color:var(--brand);text-decoration:underline}
.done{padding:12px 16px;border-radius:8px;background:light-dark(#e3f3e9,#16301f);margin:0 0 20px}.note.warning{background:light-dark(#fff4e0,#33270f);border-color:light-dark(#e2c48a,#6b5422)}.panel{border:1px solid var(--line);border-radius:12px;padding:20px 24px;margin:0 0 20px}.panel>:first-child{margin-top:0}.panel>:last-child{margin-bottom:0}
.bell{position:relative;display:inline-grid;padding:6px}.bell-count{position:absolute;inset-block-start:0;inset-inline-start:20px;min-inline-size:18px;padding:0 4px;border-radius:9px;background:var(--fill);color:var(--on);font-size:12px;line-height:18px;text-align:center;white-space:nowrap;inline-size:max-content}.news{flex:1 1 220px}.bell-count[hidden]{display:none}
.face{inline-size:40px;block-size:40px;border-radius:50%;object-fit:cover;flex:none;display:inline-grid;place-items:center;background:var(--soft);border:1px solid var(--line);font-weight:650;font-size:16px;color:var(--quiet)}.face.small{inline-size:26px;block-size:26px;font-size:12px}.face.large{inline-size:88px;block-size:88px;font-size:34px}
.tabs ul{display:flex;flex-wrap:wrap;gap:6px 18px;list-style:none;padding:0;margin:0 0 24px;border-bottom:1px solid var(--line)}.tabs a{display:block;padding:8px 0;text-decoration:none;color:var(--quiet)}.tabs a[aria-current]{color:var(--text);border-bottom:2px solid var(--brand);text-decoration:none}
`;
