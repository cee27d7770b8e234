/** Comfort only: every page works without it. Threads that may answer a title while it is typed, and drafts that are kept. */
export const FORUM_SCRIPT = `const title=document.querySelector('[data-suggest]');
if(title){const box=document.querySelector('.suggested');let asked='',timer;
title.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(async()=>{const q=title.value.trim();if(q.length<8||q===asked)return;asked=q;
try{const answer=await window.fetch((title.dataset.suggest||'/community/suggest')+'?q='+encodeURIComponent(q),{credentials:'same-origin'});if(!answer.ok)return;const{items}=await answer.json();box.replaceChildren();if(!items.length)return;
const head=document.createElement('p');head.textContent=box.dataset.title;head.className='quiet';const list=document.createElement('ul');list.className='list';
for(const item of items){const row=document.createElement('li'),link=document.createElement('a');link.href=item.path;link.textContent=item.title;link.target='_blank';row.append(link);if(item.isSolved)row.append(' \\u2713');list.append(row)}
box.append(head,list)}catch{}},350)})}
for(const area of document.querySelectorAll('textarea[data-draft]')){const form=area.closest('form');let timer,saved=area.value;
area.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(()=>{if(area.value===saved)return;saved=area.value;const body=new URLSearchParams({proof:form.elements.proof.value,place:area.dataset.draft,markdown:area.value,title:form.elements.title?form.elements.title.value:''});
window.fetch('/community/draft',{method:'POST',body,credentials:'same-origin',keepalive:true}).catch(()=>{})},1500)})}
`;
