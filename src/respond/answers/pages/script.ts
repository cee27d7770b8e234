/** Comfort only: answers under the field of the header while somebody types. What is typed half is noted nowhere. */
export const SEARCH_CODE = `for(const field of document.querySelectorAll('[data-find]')){const form=field.form,list=document.createElement('ul');list.className='find-list';list.setAttribute('aria-live','polite');form.append(list);
let timer,asked='',turn=0;const clear=()=>{asked='';turn++;list.replaceChildren()};
field.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(async()=>{const q=field.value.trim();if(q.length<3)return clear();if(q===asked)return;asked=q;const own=++turn;
try{const answer=await window.fetch(form.getAttribute('action')+'/suggest?'+new URLSearchParams({q,lang:form.elements.lang.value}),{credentials:'same-origin'});if(!answer.ok||own!==turn)return;const{items}=await answer.json();if(own!==turn)return;
list.replaceChildren(...items.map((item)=>{const row=document.createElement('li'),link=document.createElement('a'),kind=document.createElement('small');link.href=item.path;link.textContent=item.title;kind.textContent=item.label;link.append(kind);row.append(link);return row}))}catch{}},250)});
form.addEventListener('keydown',(event)=>{if(event.key==='Escape'){clear();field.focus()}});
form.addEventListener('focusout',(event)=>{if(!form.contains(event.relatedTarget))setTimeout(clear,150)})}
`;

/** Comfort only: answers below the subject while somebody writes. Once they were shown, the button sends at once. */
export const CONTACT_CODE = `for(const form of document.querySelectorAll('[data-contact]')){const box=form.querySelector('.contact-live'),{subject,text,looked}=form.elements,id=form.elements.form.value;
const lang=new URLSearchParams(form.getAttribute('action').split('?')[1]).get('lang');let timer,asked='',turn=0;
form.addEventListener('input',(event)=>{if(event.target!==subject&&event.target!==text)return;clearTimeout(timer);timer=setTimeout(async()=>{const q=(subject.value+' '+text.value).trim().slice(0,300);if(q.length<6||q===asked)return;asked=q;const own=++turn;
try{const answer=await window.fetch('/contact/suggest?'+new URLSearchParams({q,lang,form:id}),{credentials:'same-origin'});if(!answer.ok||own!==turn)return;const{items}=await answer.json();if(own!==turn)return;box.replaceChildren();if(!items.length)return;looked.value='yes';
const head=document.createElement('p'),list=document.createElement('ul'),done=document.createElement('button');head.textContent=box.dataset.title;head.className='quiet';list.className='list';done.className='plain';done.textContent=box.dataset.answered;done.setAttribute('form','contact-answered');
for(const item of items){const row=document.createElement('li'),link=document.createElement('a');link.href=item.path;link.target='_blank';link.rel='noopener';link.textContent=item.title;row.append(link,' ('+item.label+')');list.append(row)}box.append(head,list,done)}catch{}},400)})}
`;
