/** Where the script lies. */
export const PASSKEY_SCRIPT = '/community/passkeys.js';

/** Forms marked `data-passkey` ask for a question, let the browser answer it, and are sent with the answer. Without it they stay hidden. */
export const PASSKEY_CODE = `const can=globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON!==undefined;
for(const form of can?document.querySelectorAll('form[data-passkey]'):[]){
form.hidden=false;
const failed=form.querySelector('[data-failed]');
form.addEventListener('submit',async event=>{
if(form.elements.answer.value!=='')return;
event.preventDefault();
failed.hidden=true;
try{
const what=form.dataset.passkey;
const asked=await window.fetch(form.dataset.ask,{method:'POST',body:new URLSearchParams({what,proof:form.elements.proof?.value??''})});
const question=await asked.json();
if(!asked.ok)throw new Error(question.error);
const made=what==='create'
?await navigator.credentials.create({publicKey:PublicKeyCredential.parseCreationOptionsFromJSON(question)})
:await navigator.credentials.get({publicKey:PublicKeyCredential.parseRequestOptionsFromJSON(question)});
form.elements.answer.value=JSON.stringify(made.toJSON());
form.submit();
}catch{failed.hidden=false;failed.focus()}
});
}
for(const text of can?document.querySelectorAll('[data-without-passkeys]'):[])text.hidden=true;
`;
