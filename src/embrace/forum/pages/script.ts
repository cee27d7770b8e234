/** Comfort only: every page works without it. Threads that may answer a title while it is typed, drafts that are kept, and times in the zone of the reader. */
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
const two=(n)=>String(n).padStart(2,'0'),wall=(d)=>d.getFullYear()+'-'+two(d.getMonth()+1)+'-'+two(d.getDate())+'T'+two(d.getHours())+':'+two(d.getMinutes());
for(const field of document.querySelectorAll('input[data-utc]')){if(field.value)field.value=wall(new Date(field.value+'Z'));
field.form.addEventListener('formdata',(event)=>{const at=new Date(field.value);if(!isNaN(at))event.formData.set(field.name,at.toISOString().slice(0,16))});
const zone=field.parentElement.querySelector('[data-zone]');if(zone)zone.textContent=Intl.DateTimeFormat().resolvedOptions().timeZone}
for(const moment of document.querySelectorAll('time[data-moment]')){moment.title=moment.textContent;moment.textContent=new Date(moment.dateTime).toLocaleString(document.documentElement.lang,{dateStyle:'medium',timeStyle:'short'})}
`;
