/**
 * Shows what is pushed, whatever it is, and opens it: where a page of it is open already, that one. Nothing else: no page is kept and none is
 * changed.
 */
export const WORKER_SCRIPT = `const text=(value)=>typeof value==='string'?value:'';
self.addEventListener('push',(event)=>{let news;try{news=event.data.json()}catch{}
if(!news||typeof news!=='object')news={};
event.waitUntil(self.registration.showNotification(text(news.title)||self.location.host,{body:text(news.body),tag:text(news.tag),data:{url:text(news.url)}}))});
self.addEventListener('notificationclick',(event)=>{event.notification.close();let url;
try{url=new URL((event.notification.data||{}).url||'/community/me/notifications',self.location.origin)}catch{return}
if(url.origin!==self.location.origin)return;
event.waitUntil(self.clients.matchAll({type:'window'}).then((open)=>{const there=open.find((one)=>one.url===url.href);return there?there.focus():self.clients.openWindow(url.href)}))});
`;

/** The button of the settings: asks the browser, and tells the server. */
export const PUSH_SCRIPT = `const box=document.querySelector('[data-push]');
if(box&&'serviceWorker'in navigator&&'PushManager'in window){box.hidden=false;const button=box.querySelector('button'),said=box.querySelector('[role=status]');
const send=(fields)=>window.fetch(box.dataset.push,{method:'POST',credentials:'same-origin',body:new URLSearchParams({proof:box.dataset.proof,...fields})});
const bytes=(text)=>Uint8Array.from(atob(text.replace(/-/g,'+').replace(/_/g,'/')),(sign)=>sign.charCodeAt(0));
button.addEventListener('click',async()=>{button.disabled=true;try{const line=await navigator.serviceWorker.register(box.dataset.worker);
if(box.dataset.on==='yes'){const present=await line.pushManager.getSubscription();if(present)await present.unsubscribe();await send({act:'remove'})}
else{const made=await line.pushManager.subscribe({userVisibleOnly:true,applicationServerKey:bytes(box.dataset.key)});const{endpoint,keys}=made.toJSON();
const answer=await send({act:'add',endpoint,p256dh:keys.p256dh,auth:keys.auth});if(!answer.ok)throw new Error()}location.reload()}catch{said.textContent=Notification.permission==='denied'?box.dataset.denied:box.dataset.failed;button.disabled=false}})}
`;
