/** Comfort only: the bell's figure without loading the page again. One line to the server for each page that is in front. */
export const NOTIFICATIONS_SCRIPT = `const bell=document.querySelector('.bell[data-live]');
if(bell&&'EventSource'in window){const box=bell.querySelector('.bell-count');let line;
const show=(count)=>{box.hidden=count===0;box.textContent=count>99?'99+':count;bell.setAttribute('aria-label',count===0?bell.dataset.label:bell.dataset.label+', '+box.textContent)};
const open=()=>{line=new EventSource(bell.dataset.live);line.addEventListener('count',(event)=>show(JSON.parse(event.data).count))};
const look=()=>{if(document.hidden){line?.close();line=undefined}else if(!line)open()};
document.addEventListener('visibilitychange',look);look()}
`;
